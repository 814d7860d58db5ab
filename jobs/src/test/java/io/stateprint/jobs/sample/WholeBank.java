package io.stateprint.jobs.sample;

import io.stateprint.jobs.settings.ControlSettings;
import io.stateprint.jobs.settings.FurtherSettings;
import io.stateprint.jobs.settings.PromptSettings;
import io.stateprint.jobs.settings.SystemPromptSettings;
import io.stateprint.prompts.Style;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Settings that switch every role on. */
public final class WholeBank {
  private static final Path FOLDER =
      Path.of("../data-samples/prompts").toAbsolutePath().normalize();

  private WholeBank() {}

  /** The nine conditions. */
  public static List<String> conditions() {
    return Stream.concat(
            Stream.of("default"),
            Stream.of(Style.values()).flatMap(s -> Stream.of("+" + s.id(), "-" + s.id())))
        .toList();
  }

  /** A file of the bank or of its additions. */
  public static Path file(String name, String lang) {
    String version = List.of("bank", "anchors", "styles").contains(name) ? "1.0.0" : "1.1.0";
    return FOLDER.resolve("%s-%s.%s.jsonl".formatted(name, version, lang));
  }

  /** The same files in some languages. */
  static List<Path> files(String name, String... langs) {
    return Stream.of(langs).map(lang -> file(name, lang)).toList();
  }

  /** Everything, as the configuration would ask for it. */
  static PromptSettings settings(String... langs) {
    return new PromptSettings(
        files("bank", langs),
        files("anchors", "en"),
        files("styles", "en", "ru"),
        conditions(),
        new FurtherSettings(
            files("calibration", "en", "ru"),
            files("paraphrases", langs),
            files("framings", "en", "ru"),
            List.of("default"),
            new ControlSettings(List.of(2, 3), List.of("weak", "strong"), true, 40),
            new SystemPromptSettings(
                files("systems", "en", "ru"), files("placebos", "en", "ru"), 20)));
  }

  /** The same with other texts beside prompts and anchors. */
  public static PromptSettings with(PromptSettings settings, FurtherSettings further) {
    return new PromptSettings(
        settings.prompts(), settings.anchors(), settings.styles(), settings.conditions(), further);
  }

  /**
   * A small share of everything, short texts for tiny checkpoints: 8 prompts and their paraphrases,
   * 9 calibration prompts, 2 minimal pairs, 3 placebos, 2 system prompts, 4 prompts under each.
   */
  public static PromptSettings small(Path folder) throws IOException {
    List<String> ids = List.of("sup-001", "sup-003", "cre-001", "cre-003", "ana-001", "ana-003");
    List<String> all = Stream.concat(ids.stream(), Stream.of("emo-001", "emo-004")).toList();
    return new PromptSettings(
        some(folder, "bank", line -> all.stream().anyMatch(id -> line.contains(id + "-en\","))),
        files("anchors", "en"),
        files("styles", "en"),
        conditions(),
        new FurtherSettings(
            some(folder, "calibration", line -> line.contains("\"cal-00")),
            some(folder, "paraphrases", line -> all.stream().anyMatch(line::contains)),
            some(folder, "framings", line -> line.matches(".*\"min-00[12]-en\".*")),
            List.of("default", "+empathy", "-empathy"),
            new ControlSettings(List.of(2), List.of("weak", "strong"), true, 4),
            new SystemPromptSettings(
                some(folder, "systems", line -> line.matches(".*\"sys-0[12]\".*")),
                some(folder, "placebos", line -> line.matches(".*\"pla-0[123]\".*")),
                4)));
  }

  private static List<Path> some(Path folder, String name, Predicate<String> wanted)
      throws IOException {
    Path whole = file(name, "en");
    List<String> lines = Files.readAllLines(whole).stream().filter(wanted).toList();
    return List.of(Files.write(folder.resolve(whole.getFileName().toString()), lines));
  }
}
