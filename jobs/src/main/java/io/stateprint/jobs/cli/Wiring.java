package io.stateprint.jobs.cli;

import io.stateprint.checkpoint.Checkpoint;
import io.stateprint.choice.TaskProfile;
import io.stateprint.external.ExternalChecks;
import io.stateprint.hub.SampleUnavailableException;
import io.stateprint.jobs.drift.DriftRequest;
import io.stateprint.jobs.progress.Progress;
import io.stateprint.jobs.sample.ModelPlan;
import io.stateprint.jobs.sample.Texts;
import io.stateprint.jobs.settings.ModelSettings;
import io.stateprint.jobs.settings.PromptFormat;
import io.stateprint.jobs.settings.Settings;
import io.stateprint.jobs.tables.RunRow;
import io.stateprint.jobs.tables.Store;
import io.stateprint.report.ExternalReport;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** The commands' work: settings to plans, plans to jobs, jobs to a page. */
final class Wiring implements Jobs {
  private static final String TINY = "data-samples/models/tiny-llama";

  private final Progress progress;

  private Wiring(Progress progress) {
    this.progress = progress;
  }

  /** The jobs, telling of their progress. */
  static Jobs jobs(Progress progress) {
    return new Wiring(progress);
  }

  @Override
  public Answer inspect(Settings settings, String model) {
    try (Checkpoint checkpoint = Sources.look(settings, model, progress)) {
      return Inspection.of(model, checkpoint);
    }
  }

  @Override
  public Answer plan(Settings settings) {
    return new Sweep(settings, progress).plan();
  }

  @Override
  public Answer sample(Settings settings) {
    return new Sweep(settings, progress).sample();
  }

  @Override
  public Answer profile(Settings settings) {
    return new Sweep(settings, progress).profile();
  }

  @Override
  public Answer sweep(Settings settings) {
    return new Sweep(settings, progress).run(false);
  }

  @Override
  public Answer demo(Settings settings) {
    List<ModelSettings> there = settings.models().stream().filter(this::isThere).toList();
    if (!there.isEmpty()) {
      return new Sweep(settings.with(there), progress).run(false);
    }
    progress.say(
        "The demo goes on with a tiny checkpoint of random weights: its numbers mean nothing.");
    ModelSettings tiny =
        new ModelSettings(
            "tiny-llama",
            Shared.home().resolve(TINY).toString(),
            PromptFormat.CHAT,
            Optional.empty());
    return new Sweep(settings.with(List.of(tiny)), progress).run(true);
  }

  @Override
  public Answer systemPrompt(Settings settings) {
    return SystemPromptPage.of(settings, progress);
  }

  @Override
  public Answer align(Settings settings) {
    return AlignPage.of(settings, progress);
  }

  private boolean isThere(ModelSettings model) {
    try {
      Sources.fetch(model.checkpoint(), progress);
      return true;
    } catch (SampleUnavailableException e) {
      progress.say("%s; the demo goes on without %s".formatted(e.getMessage(), model.id()));
      return false;
    }
  }

  @Override
  public Answer choose(Settings settings, TaskProfile profile) {
    return Choosing.of(settings, profile, progress);
  }

  @Override
  public ExternalReport verifyExternal(Settings settings, ExternalTexts texts) {
    ExternalReport report =
        new ExternalVerification(ExternalChecks.published(), progress).of(settings, texts);
    new ExternalRecord(settings, progress, Clock.systemUTC()).write(report);
    return report;
  }

  @Override
  public Answer compare(Settings settings, String pooling) {
    return Comparing.of(settings, progress, pooling);
  }

  @Override
  public Answer drift(Settings settings, DriftRequest request) {
    return new Drift(settings, progress, request).answer();
  }

  @Override
  public Answer nightly(Settings settings, DriftRequest request) {
    return Nightly.of(settings, request, progress);
  }

  @Override
  public Answer report(Settings settings, ReportRequest request) {
    try (Session session = Session.open(settings)) {
      Store store = Store.at(session.spark(), settings.store());
      return new Reporting(session, store, progress, settings.language()).of(request);
    }
  }

  @Override
  public Answer bench(Settings settings, GhostRun run) {
    try (GhostBench ghost = GhostBench.lay(run.name(), run.directory())) {
      Settings own = settings.with(List.of(ghost.model()));
      Sweep sweep = new Sweep(own, progress, Texts.read(own.prompts()).first(run.prompts()));
      List<ModelPlan> plans = sweep.plans();
      Path tables = ghost.folder().resolveSibling("tables");
      try (Session session = Session.open(own)) {
        Store store = Store.at(session.spark(), tables.toString());
        RunRow row = sweep.sampled(session, store, plans).values().iterator().next();
        return BenchPage.of(run.name(), plans.get(0), row);
      }
    }
  }
}
