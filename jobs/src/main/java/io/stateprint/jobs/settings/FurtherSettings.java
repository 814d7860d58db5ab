package io.stateprint.jobs.settings;

import java.nio.file.Path;
import java.util.List;

/**
 * Texts beside the prompts and the anchors.
 *
 * @param calibration files of neutral prompts
 * @param paraphrases files of prompts in other words
 * @param framings files of minimal pairs
 * @param conditions under which paraphrases and framings are put
 * @param controls conditions that check the style conditions
 * @param systems placebo and real system prompts
 */
public record FurtherSettings(
    List<Path> calibration,
    List<Path> paraphrases,
    List<Path> framings,
    List<String> conditions,
    ControlSettings controls,
    SystemPromptSettings systems) {
  /** Nothing further. */
  public static final FurtherSettings NONE =
      new FurtherSettings(
          List.of(),
          List.of(),
          List.of(),
          List.of("default"),
          ControlSettings.NONE,
          SystemPromptSettings.NONE);

  public FurtherSettings {
    calibration = List.copyOf(calibration);
    paraphrases = List.copyOf(paraphrases);
    framings = List.copyOf(framings);
    conditions = List.copyOf(conditions);
  }
}
