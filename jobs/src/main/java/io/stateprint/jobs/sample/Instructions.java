package io.stateprint.jobs.sample;

import io.stateprint.prompts.Prompt;
import io.stateprint.prompts.StyleInstruction;
import io.stateprint.prompts.TextFile;
import io.stateprint.storage.InputException;
import java.util.List;

/**
 * Style instructions, found by condition and language.
 *
 * @param files that they are in
 */
record Instructions(List<TextFile<StyleInstruction>> files) {
  /** The condition without an instruction. */
  static final String DEFAULT = "default";

  /** What the user says: the condition's instruction in the prompt's language, then the prompt. */
  String content(Prompt prompt, String file, String condition) {
    return condition.equals(DEFAULT)
        ? prompt.text()
        : find(prompt, file, condition) + "\n" + prompt.text();
  }

  private String find(Prompt prompt, String file, String condition) {
    return files.stream()
        .flatMap(styled -> styled.entries().stream())
        .filter(one -> one.condition().equals(condition) && one.lang().equals(prompt.lang()))
        .map(StyleInstruction::text)
        .findFirst()
        .orElseThrow(
            () ->
                new InputException(
                    "Cannot put the prompt \"%s\" of %s under %s: no style instruction for it in language %s (sweep.styles)"
                        .formatted(prompt.id(), file, condition, prompt.lang())));
  }
}
