package io.stateprint.jobs.cli;

import io.stateprint.jobs.progress.Progress;
import io.stateprint.jobs.sample.Failures;
import io.stateprint.jobs.style.PersonalityJob;
import io.stateprint.jobs.style.StyleJob;
import io.stateprint.jobs.tables.RunRow;
import io.stateprint.jobs.tables.Store;
import io.stateprint.jobs.tables.Table;
import io.stateprint.page.Gap;
import io.stateprint.page.PageModel;
import io.stateprint.page.PageRun;
import io.stateprint.personality.BankPlan;
import io.stateprint.personality.Personality;
import io.stateprint.traits.Constancy;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Scores the models of a run anew from their states; the numbers are those of its tables. */
final class StateFindings {
  private final Session session;
  private final Store store;
  private final String runId;
  private final Progress progress;

  StateFindings(Session session, Store store, String runId, Progress progress) {
    this.session = session;
    this.store = store;
    this.runId = runId;
    this.progress = progress;
  }

  /** What was found; a model that cannot be scored is named. */
  PageFindings of(PageRun run) {
    PageFindings findings = new PageFindings(session, store, runId);
    try (Progress.Task task = progress.start("score " + runId, run.models().size(), "models")) {
      int done = 0;
      for (PageModel model : run.models()) {
        add(findings, model.id());
        task.done(++done, model.id());
      }
    }
    return findings;
  }

  private void add(PageFindings findings, String modelId) {
    if (!store.hasStates(runId, modelId)) {
      findings.miss(Gap.of("states.gone", modelId));
      return;
    }
    Failures.unlessRefused(
            () -> lacking(findings, modelId),
            reason -> findings.miss(Gap.of("states.refused", modelId, reason)))
        .flatMap(Function.identity())
        .ifPresent(lacks -> findings.miss(Gap.of("states.lack", modelId, lacks)));
  }

  /** Adds what the states give; what they lack for it, where they lack something. */
  private Optional<String> lacking(PageFindings findings, String modelId) {
    RunRow row = Table.RUNS.record(store.read(Table.RUNS, runId, modelId).first());
    PersonalityJob job =
        new PersonalityJob(session.spark(), store, StyleJob.REPLICATES, row.seed());
    Optional<String> obstacle = job.obstacle(runId, modelId);
    if (obstacle.isEmpty()) {
      List<Personality> personalities = job.run(runId, modelId);
      List<Constancy> constancies =
          personalities.stream().map(one -> constancy(one, row.seed())).toList();
      findings.add(modelId, row, personalities, constancies);
    }
    return obstacle;
  }

  private static Constancy constancy(Personality personality, long seed) {
    return Constancy.of(
        personality, BankPlan.of(personality.prompts(), StyleJob.REPLICATES, seed), seed);
  }
}
