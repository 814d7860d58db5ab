package io.stateprint.prompts;

import io.stateprint.storage.InputException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

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

  private static <T> List<TextFile<T>> all(
      List<Path> files, Function<Fields, T> entry, Function<T, String> id) {
    Map<String, Path> fileOfId = new HashMap<>();
    return files.stream()
        .map(
            file -> {
              TextFile<T> read = JsonLines.read(file, entry);
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
}
