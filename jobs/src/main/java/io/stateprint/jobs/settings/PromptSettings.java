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
 */
public record PromptSettings(
    List<Path> prompts,
    List<Path> anchors,
    List<Path> styles,
    List<String> conditions,
    FurtherSettings further) {
  /** Prompts and anchors alone. */
  public PromptSettings(
      List<Path> prompts, List<Path> anchors, List<Path> styles, List<String> conditions) {
    this(prompts, anchors, styles, conditions, FurtherSettings.NONE);
  }
}
