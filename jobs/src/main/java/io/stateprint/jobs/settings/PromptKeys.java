package io.stateprint.jobs.settings;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the keys of texts.
 *
 * @param sources where files are looked for
 * @param sweep the section of the sweep
 */
record PromptKeys(SettingsSources sources, Values sweep) {
  /** Keys of files that may be missing; what decides results is how many there are, and hashes. */
  static final List<String> FURTHER_FILES =
      List.of(
          "calibration",
          "paraphrases",
          "framings",
          "system-prompts.files",
          "system-prompts.placebos");

  /** Key of files that decide results only where there are some. */
  static final String FRAMES = "frames";

  private static final String DEFAULT = "default";
  private static final String FURTHER_CONDITIONS = "further-conditions";
  private static final String WORDINGS = "controls.wordings";
  private static final String DOSES = "controls.doses";
  private static final List<String> KNOWN_DOSES = List.of("weak", "strong");
  private static final int MOST_PROMPTS = 1_000_000;

  /** Style instructions are looked for only where a condition needs them. */
  PromptSettings read() {
    List<String> conditions = Conditions.read(sweep);
    ControlSettings controls = controls(conditions);
    boolean plain = conditions.equals(List.of(DEFAULT)) && !controls.nonsense();
    return new PromptSettings(
        files("prompts", sweep.someTexts("prompts")),
        files("anchors", sweep.someTexts("anchors")),
        plain ? List.of() : files("styles", sweep.someTexts("styles")),
        conditions,
        new FurtherSettings(
            further("calibration"),
            further("paraphrases"),
            further("framings"),
            furtherConditions(conditions),
            controls,
            new SystemPromptSettings(
                further("system-prompts.files"),
                further("system-prompts.placebos"),
                sweep.count("system-prompts.prompts", MOST_PROMPTS))),
        further(FRAMES));
  }

  private List<String> furtherConditions(List<String> conditions) {
    String which = sweep.text(FURTHER_CONDITIONS, DEFAULT);
    if (!which.equals(DEFAULT) && !which.equals("all")) {
      sweep.problem(
          FURTHER_CONDITIONS, "= %s is not known; choose default or all".formatted(which));
    }
    return which.equals("all") ? conditions : List.of(DEFAULT);
  }

  private List<Path> further(String key) {
    return files(key, sweep.texts(key));
  }

  private List<Path> files(String key, List<String> texts) {
    List<Path> files = new ArrayList<>();
    for (String text : texts) {
      Path path = sources.find(Path.of(text));
      if (!Files.isRegularFile(path)) {
        sweep.problem(
            key,
            "names %s, and there is no such file in %s or in %s"
                .formatted(text, Path.of("").toAbsolutePath(), sources.home()));
      }
      files.add(path);
    }
    return files;
  }

  private ControlSettings controls(List<String> conditions) {
    List<Integer> wordings = wordings();
    List<String> doses = doses();
    if (conditions.equals(List.of(DEFAULT))) {
      needsConditions(WORDINGS, !wordings.isEmpty());
      needsConditions(DOSES, !doses.isEmpty());
    }
    return new ControlSettings(
        wordings,
        doses,
        sweep.flag("controls.nonsense"),
        sweep.count("controls.prompts", MOST_PROMPTS));
  }

  private List<Integer> wordings() {
    List<Integer> wordings = sweep.wholeNumbers(WORDINGS).orElse(List.of());
    for (int wording : wordings) {
      if (wording < 2) {
        sweep.problem(
            WORDINGS,
            "names %d; wordings from 2 on are controls, 1 is that of sweep.conditions"
                .formatted(wording));
      }
    }
    return wordings.stream().distinct().toList();
  }

  private List<String> doses() {
    List<String> doses = sweep.texts(DOSES);
    for (String dose : doses) {
      if (!KNOWN_DOSES.contains(dose)) {
        sweep.problem(
            DOSES,
            "names %s; choose among %s (plain is the dose of sweep.conditions)"
                .formatted(dose, String.join(", ", KNOWN_DOSES)));
      }
    }
    return doses.stream().distinct().toList();
  }

  private void needsConditions(String key, boolean asked) {
    if (asked) {
      sweep.problem(
          key,
          "asks for controls of style conditions, and sweep.conditions has none; set it to all");
    }
  }
}
