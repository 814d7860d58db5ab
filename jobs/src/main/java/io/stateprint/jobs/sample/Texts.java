package io.stateprint.jobs.sample;

import io.stateprint.jobs.settings.PromptSettings;
import io.stateprint.prompts.Anchor;
import io.stateprint.prompts.Prompt;
import io.stateprint.prompts.Prompts;
import io.stateprint.prompts.Style;
import io.stateprint.prompts.StyleInstruction;
import io.stateprint.prompts.TextFile;
import io.stateprint.storage.InputException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * All texts of a sweep: every prompt under every condition, then the anchors.
 *
 * @param texts in that order
 * @param sha256 of the files, in the order of the settings
 * @param files names of the prompt files, for reports
 */
public record Texts(List<Text> texts, List<String> sha256, List<String> files) {
  private static final String DEFAULT = "default";
  private static final String DOSE = "plain";

  /** Reads the files; anything wrong in them is said before a model is opened. */
  public static Texts read(PromptSettings settings) {
    List<Text> texts = new ArrayList<>();
    List<String> sha256 = new ArrayList<>();
    List<TextFile<Prompt>> prompts = Prompts.read(settings.prompts());
    List<TextFile<Anchor>> anchors = Prompts.anchors(settings.anchors());
    requireStyles(anchors);
    requireOwnIds(prompts, anchors);
    boolean instructed = settings.conditions().stream().anyMatch(c -> !c.equals(DEFAULT));
    List<TextFile<StyleInstruction>> styles =
        instructed ? Prompts.instructions(settings.styles()) : List.of();
    for (TextFile<Prompt> file : prompts) {
      sha256.add(file.sha256());
      for (Prompt prompt : file.entries()) {
        for (String condition : settings.conditions()) {
          texts.add(prompt(prompt, file.name(), condition, styles));
        }
      }
    }
    for (TextFile<Anchor> file : anchors) {
      sha256.add(file.sha256());
      file.entries().forEach(anchor -> texts.add(anchor(anchor, file.name())));
    }
    styles.forEach(file -> sha256.add(file.sha256()));
    return new Texts(texts, sha256, prompts.stream().map(TextFile::name).toList());
  }

  private static void requireStyles(List<TextFile<Anchor>> anchors) {
    Set<Style> there =
        anchors.stream()
            .flatMap(file -> file.entries().stream())
            .map(Anchor::style)
            .collect(Collectors.toSet());
    List<String> missing =
        Arrays.stream(Style.values())
            .filter(style -> !there.contains(style))
            .map(Style::id)
            .toList();
    if (!missing.isEmpty()) {
      throw new InputException(
          "Cannot use the anchors of %s: none stands for %s; all of %s are needed (sweep.anchors)"
              .formatted(
                  String.join(", ", anchors.stream().map(TextFile::name).toList()),
                  String.join(", ", missing),
                  String.join(", ", Arrays.stream(Style.values()).map(Style::id).toList())));
    }
  }

  /** Prompts and anchors are told apart by id alone in the tokens table. */
  private static void requireOwnIds(
      List<TextFile<Prompt>> prompts, List<TextFile<Anchor>> anchors) {
    Map<String, String> fileOfId = new HashMap<>();
    prompts.forEach(file -> file.entries().forEach(p -> fileOfId.put(p.id(), file.name())));
    for (TextFile<Anchor> file : anchors) {
      for (Anchor anchor : file.entries()) {
        String other = fileOfId.get(anchor.id());
        if (other != null) {
          throw new InputException(
              "Cannot use the prompt \"%s\" of %s: an anchor of %s has the same id; rename one"
                  .formatted(anchor.id(), other, file.name()));
        }
      }
    }
  }

  /** The first prompts only, without anchors. */
  public Texts first(int count) {
    return new Texts(
        texts.stream().filter(text -> text.role().equals("prompt")).limit(count).toList(),
        sha256,
        files);
  }

  private static Text prompt(
      Prompt prompt, String file, String condition, List<TextFile<StyleInstruction>> styles) {
    String content =
        condition.equals(DEFAULT)
            ? prompt.text()
            : instruction(condition, prompt, file, styles) + "\n" + prompt.text();
    return new Text(
        prompt.id(),
        file,
        prompt.category(),
        prompt.topic(),
        prompt.lang(),
        "prompt",
        condition,
        content);
  }

  /** The first wording, plain dose, in the prompt's language. */
  private static String instruction(
      String condition, Prompt prompt, String file, List<TextFile<StyleInstruction>> styles) {
    return styles.stream()
        .flatMap(styled -> styled.entries().stream())
        .filter(
            one ->
                one.condition().equals(condition)
                    && one.lang().equals(prompt.lang())
                    && one.wording() == 1
                    && one.dose().equals(DOSE))
        .map(StyleInstruction::text)
        .findFirst()
        .orElseThrow(
            () ->
                new InputException(
                    "Cannot put the prompt \"%s\" of %s under %s: no plain style instruction for it in"
                            .formatted(prompt.id(), file, condition)
                        + " language %s (sweep.styles)".formatted(prompt.lang())));
  }

  private static Text anchor(Anchor anchor, String file) {
    return new Text(
        anchor.id(),
        file,
        anchor.style().id(),
        anchor.frame() + "/" + anchor.topic(),
        anchor.lang(),
        "anchor",
        DEFAULT,
        anchor.text());
  }
}
