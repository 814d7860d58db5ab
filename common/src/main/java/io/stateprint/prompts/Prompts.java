package io.stateprint.prompts;

import io.stateprint.storage.InputException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Reads files of prompts, anchors and style instructions. */
public final class Prompts {
  private static final String OWN = "own";
  private static final String ALL = "all";

  private Prompts() {}

  /**
   * Reads files of prompts; ids differ over all of them. A file of one's own needs {@code id} and
   * {@code text} only; fields that mean nothing here are left alone.
   *
   * @throws InputException naming file, line and value of everything that is wrong
   */
  public static List<TextFile<Prompt>> read(List<Path> files) {
    return all(files, Prompts::prompt, Prompt::id);
  }

  /** Reads files of anchors. */
  public static List<TextFile<Anchor>> anchors(List<Path> files) {
    return all(files, Prompts::anchor, Anchor::id);
  }

  /** Reads files of style instructions. */
  public static List<TextFile<StyleInstruction>> instructions(List<Path> files) {
    return all(files, Prompts::instruction, StyleInstruction::id);
  }

  /** Reads files of paraphrases; each is named after its original. */
  public static List<TextFile<Paraphrase>> paraphrases(List<Path> files) {
    return all(files, Prompts::paraphrase, paraphrase -> paraphrase.prompt().id());
  }

  /**
   * Reads files of framings; a minimal pair has both of its framings in one file.
   *
   * @throws InputException naming file, line and value, or the pair that lacks a framing
   */
  public static List<TextFile<Framing>> framings(List<Path> files) {
    List<TextFile<Framing>> all = all(files, Prompts::framing, framing -> framing.prompt().id());
    for (TextFile<Framing> file : all) {
      requireBoth(file);
    }
    return all;
  }

  /**
   * Reads files of system prompts, placebos or real ones; a file that ends in .txt is one prompt
   * whose id is its name.
   */
  public static List<TextFile<SystemPrompt>> systemPrompts(List<Path> files) {
    return allOf(
        files,
        file ->
            file.toString().endsWith(".txt")
                ? PlainFile.read(file)
                : JsonLines.read(file, Prompts::systemPrompt),
        SystemPrompt::id);
  }

  /** Reads files of document frames. */
  public static List<TextFile<Frame>> frames(List<Path> files) {
    return all(files, Prompts::frame, Frame::id);
  }

  private static void requireBoth(TextFile<Framing> file) {
    Map<String, Framing> alone = new TreeMap<>();
    for (Framing one : file.entries()) {
      Framing other = alone.remove(one.pair());
      if (other == null) {
        alone.put(one.pair(), one);
      } else if (!other.prompt().lang().equals(one.prompt().lang())) {
        throw new InputException(
            "Cannot read %s: the minimal pair \"%s\" is in languages %s and %s; a pair has one"
                .formatted(file.name(), one.pair(), other.prompt().lang(), one.prompt().lang()));
      }
    }
    for (Framing only : alone.values()) {
      throw new InputException(
          "Cannot read %s: the minimal pair \"%s\" has its %s framing only; add the other one, or take it out"
              .formatted(file.name(), only.pair(), only.framing()));
    }
  }

  private static <T> List<TextFile<T>> all(
      List<Path> files, Function<Fields, T> entry, Function<T, String> id) {
    return allOf(files, file -> JsonLines.read(file, entry), id);
  }

  private static <T> List<TextFile<T>> allOf(
      List<Path> files, Function<Path, TextFile<T>> reader, Function<T, String> id) {
    Map<String, Path> fileOfId = new HashMap<>();
    return files.stream()
        .map(
            file -> {
              TextFile<T> read = reader.apply(file);
              for (T one : read.entries()) {
                Path before = fileOfId.putIfAbsent(id.apply(one), file);
                if (before != null) {
                  throw new InputException(
                      "Cannot read %s: its id \"%s\" is in %s too; ids must differ over all files"
                          .formatted(file, id.apply(one), before));
                }
              }
              return read;
            })
        .toList();
  }

  private static Prompt prompt(Fields fields) {
    String id = fields.required("id");
    String text = fields.required("text");
    String category = fields.text("category", OWN);
    if (category.equals(ALL)) {
      throw new Fields.Complaint(
          "has the category \"all\", which stands for all categories together; name it otherwise");
    }
    return new Prompt(
        id, category, fields.text("topic", id), fields.text("lang", Languages.of(text)), text);
  }

  private static Anchor anchor(Fields fields) {
    String text = fields.required("text");
    String name = fields.required("style");
    Style style =
        Arrays.stream(Style.values())
            .filter(one -> one.id().equals(name))
            .findFirst()
            .orElseThrow(
                () ->
                    new Fields.Complaint(
                        "has the style \"%s\"; choose among %s"
                            .formatted(
                                name, Arrays.stream(Style.values()).map(Style::id).toList())));
    return new Anchor(
        fields.required("id"),
        style,
        Integer.toString(fields.number("frame")),
        fields.required("topic"),
        fields.text("lang", Languages.of(text)),
        text);
  }

  private static StyleInstruction instruction(Fields fields) {
    String text = fields.required("text");
    return new StyleInstruction(
        fields.required("id"),
        fields.required("style"),
        fields.required("polarity"),
        fields.number("wording"),
        fields.required("dose"),
        fields.text("lang", Languages.of(text)),
        text);
  }

  private static Paraphrase paraphrase(Fields fields) {
    Prompt prompt = prompt(fields);
    String of = fields.required("paraphrase_of");
    if (!Paraphrase.originalOf(prompt.id()).filter(of::equals).isPresent()) {
      throw new Fields.Complaint(
          "has the id \"%s\"; a paraphrase of \"%s\" is named \"%s-p1\", \"%s-p2\" and so on"
              .formatted(prompt.id(), of, of, of));
    }
    return new Paraphrase(prompt, of);
  }

  private static Framing framing(Fields fields) {
    Prompt prompt = prompt(fields);
    String pair = fields.required("minimal_pair");
    String framing = fields.required("framing");
    if (!framing.equals(Framing.NEUTRAL) && !framing.equals(Framing.EMOTIONAL)) {
      throw new Fields.Complaint(
          "has the framing \"%s\"; choose neutral or emotional".formatted(framing));
    }
    String wanted = pair + "-" + framing;
    if (!prompt.id().equals(wanted)) {
      throw new Fields.Complaint(
          "has the id \"%s\"; the %s framing of the minimal pair \"%s\" is named \"%s\""
              .formatted(prompt.id(), framing, pair, wanted));
    }
    return new Framing(prompt, pair, framing);
  }

  private static Frame frame(Fields fields) {
    String text = fields.required("text");
    if (text.split(Pattern.quote(Frame.PLACE), -1).length != 2) {
      throw new Fields.Complaint(
          "has %s in its text never or more than once; it stands for the prompt"
              .formatted(Frame.PLACE));
    }
    return new Frame(
        fields.required("id"),
        fields.required("condition"),
        fields.text("lang", Languages.of(text)),
        text);
  }

  private static SystemPrompt systemPrompt(Fields fields) {
    String text = fields.required("text");
    return new SystemPrompt(fields.required("id"), fields.text("lang", Languages.of(text)), text);
  }
}
