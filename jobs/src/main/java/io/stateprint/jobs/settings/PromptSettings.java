package io.stateprint.jobs.settings;

import java.nio.file.Path;
import java.util.List;

/**
 * What the models are asked.
 *
 * @param prompts files of prompts
 * @param anchors files of anchors
 * @param styles files of style instructions
 * @param conditions ids of conditions, such as {@code default} and {@code +empathy}
 * @param further texts beside these
 * @param frames files of document frames for the plain format; none puts style instructions before
 *     the text, as in chat
 */
public record PromptSettings(
    List<Path> prompts,
    List<Path> anchors,
    List<Path> styles,
    List<String> conditions,
    FurtherSettings further,
    List<Path> frames) {
  public PromptSettings {
    frames = List.copyOf(frames);
  }

  /** Without document frames. */
  public PromptSettings(
      List<Path> prompts,
      List<Path> anchors,
      List<Path> styles,
      List<String> conditions,
      FurtherSettings further) {
    this(prompts, anchors, styles, conditions, further, List.of());
  }

  /** Prompts and anchors alone. */
  public PromptSettings(
      List<Path> prompts, List<Path> anchors, List<Path> styles, List<String> conditions) {
    this(prompts, anchors, styles, conditions, FurtherSettings.NONE);
  }
}
