package io.stateprint.jobs.sample;

import io.stateprint.jobs.settings.PromptSettings;
import io.stateprint.prompts.Anchor;
import io.stateprint.prompts.Frame;
import io.stateprint.prompts.Prompt;
import io.stateprint.prompts.Prompts;
import io.stateprint.prompts.Style;
import io.stateprint.prompts.StyleInstruction;
import io.stateprint.prompts.TextFile;
import io.stateprint.storage.InputException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * All texts of a sweep: every prompt under every condition, then the anchors, then what the
 * settings ask for beside these.
 *
 * @param texts in that order
 * @param sha256 of the files, in the order of the settings
 * @param files names of the prompt files, for reports
 * @param notes a sentence on each file of which something is left out
 */
public record Texts(List<Text> texts, List<String> sha256, List<String> files, List<String> notes) {
  /** Reads the files; anything wrong in them is said before a model is opened. */
  public static Texts read(PromptSettings settings) {
    List<TextFile<Prompt>> promptFiles = Prompts.read(settings.prompts());
    List<TextFile<Anchor>> anchorFiles = Prompts.anchors(settings.anchors());
    requireStyles(anchorFiles);
    List<TextFile<StyleInstruction>> styleFiles =
        isInstructed(settings) ? Prompts.instructions(settings.styles()) : List.of();
    List<TextFile<Frame>> frameFiles = Prompts.frames(settings.frames());
    Instructions instructions = new Instructions(styleFiles, frameFiles);
    List<Sourced<Prompt>> prompts = Sourced.of(promptFiles);
    List<Sourced<Anchor>> anchors = Sourced.of(anchorFiles);
    FurtherTexts further = FurtherTexts.read(settings.further(), prompts);
    requireOwnIds(prompts, anchors, further);
    List<Text> texts = new ArrayList<>();
    prompts.forEach(prompt -> texts.addAll(prompt(prompt, settings, instructions)));
    anchors.forEach(anchor -> texts.add(anchor(anchor.entry(), anchor.file())));
    texts.addAll(further.texts(settings, prompts, instructions));
    return new Texts(
        texts,
        Stream.of(
                promptFiles.stream().map(TextFile::sha256),
                anchorFiles.stream().map(TextFile::sha256),
                styleFiles.stream().map(TextFile::sha256),
                further.sha256().stream(),
                frameFiles.stream().map(TextFile::sha256))
            .flatMap(hashes -> hashes)
            .toList(),
        promptFiles.stream().map(TextFile::name).toList(),
        further.notes());
  }

  private static boolean isInstructed(PromptSettings settings) {
    return settings.further().controls().nonsense()
        || settings.conditions().stream().anyMatch(c -> !c.equals(Instructions.DEFAULT));
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

  private static void requireOwnIds(
      List<Sourced<Prompt>> prompts, List<Sourced<Anchor>> anchors, FurtherTexts further) {
    TextId.requireOwn(
        Stream.of(
                prompts.stream().map(one -> new TextId(one.entry().id(), "prompt", one.file())),
                anchors.stream().map(one -> new TextId(one.entry().id(), "anchor", one.file())),
                further.ids())
            .flatMap(ids -> ids));
  }

  /** The first prompts only, without anchors. */
  public Texts first(int count) {
    return new Texts(
        texts.stream().filter(text -> text.role().equals("prompt")).limit(count).toList(),
        sha256,
        files,
        List.of());
  }

  private static List<Text> prompt(
      Sourced<Prompt> prompt, PromptSettings settings, Instructions instructions) {
    return settings.conditions().stream()
        .map(condition -> Text.of(prompt.entry(), prompt.file(), "prompt", condition, instructions))
        .toList();
  }

  private static Text anchor(Anchor anchor, String file) {
    return new Text(
        anchor.id(),
        file,
        anchor.style().id(),
        anchor.frame() + "/" + anchor.topic(),
        anchor.lang(),
        "anchor",
        Instructions.DEFAULT,
        anchor.text());
  }
}
