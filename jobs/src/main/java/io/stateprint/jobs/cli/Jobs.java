package io.stateprint.jobs.cli;

import io.stateprint.choice.TaskProfile;
import io.stateprint.jobs.drift.DriftRequest;
import io.stateprint.jobs.settings.Settings;
import io.stateprint.report.ExternalReport;

/** What the commands do. */
public interface Jobs {
  /** Says what a model is and whether it is supported. */
  Answer inspect(Settings settings, String model);

  /** Says what a sweep would take. */
  Answer plan(Settings settings);

  /** Runs job 1. */
  Answer sample(Settings settings);

  /** Runs job 2 on the states of a run. */
  Answer profile(Settings settings);

  /** Runs both. */
  Answer sweep(Settings settings);

  /** Runs both on the sample models that can be had, or on a tiny one where none can. */
  Answer demo(Settings settings);

  /** Ranks the models for a task. */
  Answer choose(Settings settings, TaskProfile profile);

  /** Compares two models under a pooling, sampling first what is not in the store. */
  Answer compare(Settings settings, String pooling);

  /** Measures what system prompts do. */
  Answer systemPrompt(Settings settings);

  /** Measures what alignment changed; the settings hold base and instruct. */
  Answer align(Settings settings);

  /** Runs job 1 on a checkpoint of true size whose values are zeros. */
  Answer bench(Settings settings, GhostRun run);

  /** Compares published findings about the first model with its states. */
  ExternalReport verifyExternal(Settings settings, ExternalTexts texts);

  /** Holds a run against its reference. */
  Answer drift(Settings settings, DriftRequest request);

  /** Runs job 1, and holds that run against its reference. */
  Answer nightly(Settings settings, DriftRequest request);

  /** Writes a page of HTML on runs of a store. */
  Answer report(Settings settings, ReportRequest request);

  /**
   * A run on a ghost.
   *
   * @param name of the model
   * @param prompts of the bank, at most
   * @param directory for its sparse files
   */
  record GhostRun(String name, int prompts, java.nio.file.Path directory) {}
}
