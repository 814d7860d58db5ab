package io.stateprint.jobs.cli;

import io.stateprint.jobs.settings.Settings;
import io.stateprint.jobs.style.StyleJob;
import io.stateprint.jobs.tables.RunRow;
import io.stateprint.jobs.tables.Store;
import io.stateprint.personality.BankPlan;
import io.stateprint.personality.Personality;
import java.util.List;
import java.util.Map;

/**
 * Models of a run on their own scales. Models that failed are not in it.
 *
 * @param settings of the run
 * @param session Spark, open while this is used
 * @param store with the states
 * @param manifests by model, in the order of the settings
 * @param personalities by model, one a pooling
 */
record ScoredRun(
    Settings settings,
    Session session,
    Store store,
    Map<String, RunRow> manifests,
    Map<String, List<Personality>> personalities) {

  /** The personality of a model under a pooling that was asked for. */
  Personality of(String modelId, String pooling) {
    return personalities.getOrDefault(modelId, List.of()).stream()
        .filter(one -> one.pooling().equals(pooling))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("no %s of model %s".formatted(pooling, modelId)));
  }

  /** What all scores of such a personality were drawn with. */
  BankPlan plan(Personality personality) {
    return BankPlan.of(personality.prompts(), StyleJob.REPLICATES, settings.seed());
  }
}
