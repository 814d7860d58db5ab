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
 * @param executorHourPrice of an executor for an hour; 0 where it is not known
 */
public record RunIdentity(
    String runId,
    String configuration,
    String fingerprint,
    List<String> promptsSha256,
    long seed,
    String version,
    double executorHourPrice) {
  public RunIdentity {
    promptsSha256 = List.copyOf(promptsSha256);
  }

  /** Of a run whose price is not known. */
  public RunIdentity(
      String runId,
      String configuration,
      String fingerprint,
      List<String> promptsSha256,
      long seed,
      String version) {
    this(runId, configuration, fingerprint, promptsSha256, seed, version, 0);
  }

  /** What tasks of so many seconds in all cost, each of them counted as one executor. */
  double cost(double seconds) {
    return executorHourPrice * seconds / 3600;
  }
}
