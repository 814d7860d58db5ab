package io.stateprint.jobs.settings;

import java.nio.file.Path;
import java.util.List;

/**
 * System prompts, on some of the prompts.
 *
 * @param files of real system prompts
 * @param placebos files of placebos
 * @param prompts how many prompts of each language, spread over the categories
 */
public record SystemPromptSettings(List<Path> files, List<Path> placebos, int prompts) {
  /** No system prompts but the models' own. */
  public static final SystemPromptSettings NONE = new SystemPromptSettings(List.of(), List.of(), 1);

  public SystemPromptSettings {
    files = List.copyOf(files);
    placebos = List.copyOf(placebos);
  }
}
