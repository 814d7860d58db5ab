package io.stateprint.jobs.settings;

/**
 * Further passes over some prompts under what should not matter.
 *
 * @param count passes; 0 for none
 * @param prompts how many prompts of each language, spread over the categories
 * @param instructed whether they are put under all conditions of the sweep, not {@code default}
 *     alone
 */
public record ReplicateSettings(int count, int prompts, boolean instructed) {
  /** No further passes. */
  public static final ReplicateSettings NONE = new ReplicateSettings(0, 1, false);
}
