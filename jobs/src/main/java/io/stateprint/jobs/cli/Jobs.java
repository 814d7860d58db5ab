package io.stateprint.jobs.cli;

import io.stateprint.jobs.settings.Settings;

/** What the commands do. */
public interface Jobs {
  /** Says what a model is and whether it is supported. */
  Answer inspect(String model);

  /** Says what a sweep would take. */
  Answer plan(Settings settings);

  /** Runs job 1. */
  Answer sample(Settings settings);

  /** Runs job 2 on the states of a run. */
  Answer profile(Settings settings);

  /** Runs both. */
  Answer sweep(Settings settings);

  /** Runs both on the sample model, or on a tiny one where that cannot be had. */
  Answer demo(Settings settings);
}
