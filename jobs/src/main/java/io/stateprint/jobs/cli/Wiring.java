package io.stateprint.jobs.cli;

import io.stateprint.hub.HubSettings;
import io.stateprint.hub.Locations;
import io.stateprint.hub.SampleUnavailableException;
import io.stateprint.jobs.progress.Progress;
import io.stateprint.jobs.sample.ModelPlan;
import io.stateprint.jobs.sample.ModelRequest;
import io.stateprint.jobs.sample.RunIdentity;
import io.stateprint.jobs.sample.SampleJob;
import io.stateprint.jobs.sample.Texts;
import io.stateprint.jobs.settings.ModelSettings;
import io.stateprint.jobs.settings.PromptFormat;
import io.stateprint.jobs.settings.SamplingSettings;
import io.stateprint.jobs.settings.Settings;
import io.stateprint.jobs.style.StyleJob;
import io.stateprint.jobs.tables.RunRow;
import io.stateprint.jobs.tables.Store;
import io.stateprint.jobs.tables.Table;
import io.stateprint.portrait.Portrait;
import io.stateprint.report.ModelSection;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;

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
  public Answer inspect(String model) {
    return Inspection.of(model, local(model).toString());
  }

  @Override
  public Answer plan(Settings settings) {
    Texts texts = Texts.read(settings.prompts());
    return PlanPage.of(settings, plans(settings, texts), texts);
  }

  @Override
  public Answer sample(Settings settings) {
    Texts texts = Texts.read(settings.prompts());
    List<ModelPlan> plans = plans(settings, texts);
    try (Session session = Session.open(settings)) {
      SparkSession spark = session.spark();
      Store store = Store.at(spark, settings.store());
      return SamplePage.of(settings, store, sampled(spark, store, settings, texts, plans));
    }
  }

  @Override
  public Answer profile(Settings settings) {
    Texts texts = Texts.read(settings.prompts());
    try (Session session = Session.open(settings)) {
      SparkSession spark = session.spark();
      Store store = Store.at(spark, settings.store());
      RunClaim.requireSame(store, settings, texts);
      return measured(spark, store, settings, texts, false);
    }
  }

  @Override
  public Answer sweep(Settings settings) {
    return swept(settings, false);
  }

  @Override
  public Answer demo(Settings settings) {
    try {
      settings.models().forEach(model -> local(model.checkpoint()));
      return swept(settings, false);
    } catch (SampleUnavailableException e) {
      progress.say(String.valueOf(e.getMessage()));
      progress.say(
          "The demo goes on with a tiny checkpoint of random weights: its numbers mean nothing.");
      ModelSettings tiny =
          new ModelSettings(
              "tiny-llama",
              Shared.home().resolve(TINY).toString(),
              PromptFormat.CHAT,
              Optional.empty());
      return swept(settings.with(List.of(tiny)), true);
    }
  }

  @Override
  public Answer bench(Settings settings, GhostRun run) {
    try (GhostBench ghost = GhostBench.lay(run.name(), run.directory())) {
      Settings own = settings.with(List.of(ghost.model()));
      Texts texts = Texts.read(own.prompts()).first(run.prompts());
      List<ModelPlan> plans = plans(own, texts);
      Path tables = ghost.folder().resolveSibling("tables");
      try (Session session = Session.open(own)) {
        SparkSession spark = session.spark();
        Store store = Store.at(spark, tables.toString());
        RunRow row = sampled(spark, store, own, texts, plans).get(0);
        return BenchPage.of(run.name(), plans.get(0), row);
      }
    }
  }

  private Answer swept(Settings settings, boolean randomWeights) {
    Texts texts = Texts.read(settings.prompts());
    List<ModelPlan> plans = plans(settings, texts);
    try (Session session = Session.open(settings)) {
      SparkSession spark = session.spark();
      Store store = Store.at(spark, settings.store());
      sampled(spark, store, settings, texts, plans);
      return measured(spark, store, settings, texts, randomWeights);
    }
  }

  private List<RunRow> sampled(
      SparkSession spark, Store store, Settings settings, Texts texts, List<ModelPlan> plans) {
    store.requireWritable();
    RunClaim.claim(store, settings, texts);
    RunIdentity identity =
        new RunIdentity(
            settings.runId(),
            settings.toJson(),
            settings.fingerprint(),
            texts.sha256(),
            settings.seed(),
            Version.text());
    try (LayerTasks tasks = new LayerTasks(progress)) {
      return new SampleJob(spark, store, identity, tasks).run(plans);
    }
  }

  private Answer measured(
      SparkSession spark, Store store, Settings settings, Texts texts, boolean randomWeights) {
    StyleJob job = new StyleJob(spark, store, settings.seed());
    List<ModelSection> sections = new ArrayList<>();
    try (Progress.Task task = progress.start("profile", settings.models().size(), "models")) {
      for (ModelSettings model : settings.models()) {
        List<Portrait> portraits = job.run(settings.runId(), model.id());
        RunRow run =
            Table.RUNS.record(store.read(Table.RUNS, settings.runId(), model.id()).first());
        sections.add(Pages.section(model.id(), run, portraits));
        task.done(sections.size(), model.id());
      }
    }
    return Pages.answer(settings, store, texts, sections, randomWeights);
  }

  private List<ModelPlan> plans(Settings settings, Texts texts) {
    return settings.models().stream()
        .map(model -> ModelPlan.of(request(settings, model), texts.texts()))
        .toList();
  }

  private ModelRequest request(Settings settings, ModelSettings model) {
    SamplingSettings sampling = settings.sampling();
    return new ModelRequest(
        model.id(),
        local(model.checkpoint()).toString(),
        model.format() == PromptFormat.CHAT,
        model.system(),
        new ModelRequest.Wanted(
            sampling.layers(),
            sampling.pooling(),
            sampling.precision(),
            sampling.chunkTokens(),
            sampling.partitions()),
        settings.template());
  }

  /** A path of the local disk; what is not there yet is downloaded. */
  private Path local(String location) {
    try (Downloads downloads = new Downloads(progress)) {
      return Locations.resolve(Homes.find(location), HubSettings.fromEnvironment(), downloads)
          .toAbsolutePath();
    }
  }
}
