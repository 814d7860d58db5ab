package io.stateprint.jobs.sample;

import java.util.List;

/**
 * What makes a run this run.
 *
 * @param runId its id; the same id resumes
 * @param configuration the settings, JSON
 * @param fingerprint of the settings that decide results
 * @param promptsSha256 of the prompt files, in order
 * @param seed of every random choice
 * @param version of the program
 */
public record RunIdentity(
    String runId,
    String configuration,
    String fingerprint,
    List<String> promptsSha256,
    long seed,
    String version) {
  public RunIdentity {
    promptsSha256 = List.copyOf(promptsSha256);
  }
}
