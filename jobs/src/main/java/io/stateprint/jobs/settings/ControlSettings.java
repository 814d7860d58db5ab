package io.stateprint.jobs.settings;

import java.util.List;

/**
 * Conditions that check the style conditions, on some of the prompts.
 *
 * @param wordings further wordings of the style conditions, from 2
 * @param doses further doses: {@code weak}, {@code strong}
 * @param nonsense whether prompts are put under both poles of the nonsense instruction
 * @param prompts how many prompts of each language, spread over the categories
 */
public record ControlSettings(
    List<Integer> wordings, List<String> doses, boolean nonsense, int prompts) {
  /** No controls. */
  public static final ControlSettings NONE = new ControlSettings(List.of(), List.of(), false, 1);

  public ControlSettings {
    wordings = List.copyOf(wordings);
    doses = List.copyOf(doses);
  }
}
