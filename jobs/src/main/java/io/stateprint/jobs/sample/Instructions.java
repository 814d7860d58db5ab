package io.stateprint.jobs.sample;

import io.stateprint.prompts.Frame;
import io.stateprint.prompts.Prompt;
import io.stateprint.prompts.StyleInstruction;
import io.stateprint.prompts.TextFile;
import io.stateprint.storage.InputException;
import java.util.List;

/**
 * Style instructions and document frames, found by condition and language.
 *
 * @param files of the instructions
 * @param frames files of the frames; none where no text is framed
 */
record Instructions(List<TextFile<StyleInstruction>> files, List<TextFile<Frame>> frames) {
  /** The condition without an instruction. */
  static final String DEFAULT = "default";

  /** What the user says: the condition's instruction in the prompt's language, then the prompt. */
  String content(Prompt prompt, String file, String condition) {
    return condition.equals(DEFAULT)
        ? prompt.text()
        : find(prompt, file, condition) + "\n" + prompt.text();
  }

  /** The document of the condition around the prompt; empty where no text is framed. */
  String framed(Prompt prompt, String file, String condition) {
    if (frames.isEmpty()) {
      return "";
    }
    return frames.stream()
        .flatMap(framed -> framed.entries().stream())
        .filter(one -> one.condition().equals(condition) && one.lang().equals(prompt.lang()))
        .map(frame -> frame.around(prompt.text()))
        .findFirst()
        .orElseThrow(
            () ->
                new InputException(
                    "Cannot put the prompt \"%s\" of %s under %s: no document frame for it in language %s; add one, or leave the condition out (sweep.frames)"
                        .formatted(prompt.id(), file, condition, prompt.lang())));
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
