package io.stateprint.jobs.cli;

import io.stateprint.checkpoint.Checkpoint;
import io.stateprint.hub.CacheRoom;
import io.stateprint.jobs.progress.Progress;
import io.stateprint.jobs.sample.ModelPlan;
import io.stateprint.jobs.sample.Replicate;
import io.stateprint.jobs.sample.ReplicateJob;
import io.stateprint.jobs.sample.Replicates;
import io.stateprint.jobs.sample.RunIdentity;
import io.stateprint.jobs.sample.SampleJob;
import io.stateprint.jobs.sample.Sampled;
import io.stateprint.jobs.sample.Texts;
import io.stateprint.jobs.settings.ModelSettings;
import io.stateprint.jobs.settings.Settings;
import io.stateprint.jobs.style.PersonalityJob;
import io.stateprint.jobs.style.ProfiledModel;
import io.stateprint.jobs.style.StyleJob;
import io.stateprint.jobs.tables.RunLock;
import io.stateprint.jobs.tables.RunRow;
import io.stateprint.jobs.tables.Store;
import io.stateprint.jobs.tables.Table;
import io.stateprint.personality.Personality;
import io.stateprint.report.ModelSection;
import io.stateprint.storage.InputException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;

/** One configuration on its way from settings to a page; models that fail leave the others. */
final class Sweep {
  private final Settings settings;
  private final Progress progress;
  private final Texts texts;
  private final Sick sick;
  private final Planning planning;

  /** Reads the texts; anything wrong in them is said before a model is opened. */
  Sweep(Settings settings, Progress progress) {
    this(settings, progress, Texts.read(settings.prompts()));
  }

  /** For some of the texts. */
  Sweep(Settings settings, Progress progress, Texts texts) {
    this(settings, progress, texts, new Sick(progress, settings.models().size()));
  }

  private Sweep(Settings settings, Progress progress, Texts texts, Sick sick) {
    this.settings = settings;
    this.progress = progress;
    this.texts = texts;
    this.sick = sick;
    this.planning = new Planning(settings, progress, texts, sick);
    texts.notes().forEach(progress::say);
  }

  /** For an answer that needs every model: the first that fails ends it. */
  static Sweep ofAll(Settings settings, Progress progress, Texts texts) {
    return new Sweep(settings, progress, texts, new Sick(progress, 1));
  }

  /** What it would take; checkpoints on the hub are read where they lie. */
  Answer plan() {
    Map<ModelPlan, List<Replicate>> plans = new LinkedHashMap<>();
    CacheRoom room = new CacheRoom();
    for (ModelSettings model : settings.models()) {
      sick.unlessFailed(
              model.id(),
              () -> {
                try (Checkpoint checkpoint =
                    Sources.look(settings, model.checkpoint(), progress, room)) {
                  ModelPlan plan = planning.plan(model, checkpoint.location(), checkpoint);
                  return Map.entry(plan, replicates().of(plan, checkpoint));
                }
              })
          .ifPresent(planned -> plans.put(planned.getKey(), planned.getValue()));
    }
    return PlanPage.of(settings, plans, texts).but(sick.sentences());
  }

  private Replicates replicates() {
    return Replicates.of(settings.sampling().replicates(), texts.texts(), settings.seed());
  }

  /** Plans on checkpoints that every executor can open; what is on the hub is downloaded. */
  List<ModelPlan> plans() {
    return planning.plans(settings.models(), () -> {});
  }

  /** Executors of a cluster start while the last model is planned. */
  private Answer planned(BiFunction<Session, List<ModelPlan>, Answer> work) {
    try (EarlySession early = new EarlySession(settings)) {
      List<ModelPlan> plans = planning.plans(settings.models(), early::begin);
      try (Session session = Session.open(settings)) {
        return work.apply(session, plans);
      }
    }
  }

  /** Runs job 1. */
  Answer sample() {
    return planned(
        (session, plans) -> {
          Store store = writable(session);
          Supplier<Map<String, RunRow>> work = () -> sampled(session, store, plans);
          return RunLock.holding(
              store,
              settings.runId(),
              () -> SamplePage.of(settings, store, work).but(sick.sentences()));
        });
  }

  /** Runs job 2 on states that are in the store. */
  Answer profile() {
    try (Session session = Session.open(settings)) {
      Store store = store(session);
      RunClaim.requireSame(store, settings, texts);
      Map<String, RunRow> rows = new LinkedHashMap<>();
      for (ModelSettings model : settings.models()) {
        sick.unlessFailed(model.id(), () -> manifest(store, model))
            .ifPresent(row -> rows.put(model.id(), row));
      }
      return RunLock.holding(store, settings.runId(), () -> measured(session, store, rows, false));
    }
  }

  private RunRow manifest(Store store, ModelSettings model) {
    RunRow row = Table.RUNS.record(store.read(Table.RUNS, settings.runId(), model.id()).first());
    RunClaim.requireSame(model, row);
    return row;
  }

  /** Runs both. */
  Answer run(boolean randomWeights) {
    return planned(
        (session, plans) -> {
          Store store = writable(session);
          return RunLock.holding(
              store,
              settings.runId(),
              () -> measured(session, store, sampled(session, store, plans), randomWeights));
        });
  }

  /**
   * Samples the models that are not in the store yet, measures each on its own scale, and gives
   * what is made of that. The states of a model that was sampled need no checkpoint any more.
   *
   * @param poolings ids of those that are measured; none for all
   * @param page of the measured models; sentences on failed ones are added to it
   */
  Answer scored(List<String> poolings, Function<ScoredRun, Answer> page) {
    try (Session session = Session.open(settings)) {
      Store store = writable(session);
      return RunLock.holding(
          store,
          settings.runId(),
          () -> {
            Map<String, RunRow> rows = present(session, store);
            PersonalityJob job =
                new PersonalityJob(session.spark(), store, StyleJob.REPLICATES, settings.seed());
            Map<String, List<Personality>> scored = new LinkedHashMap<>();
            try (Progress.Task task = progress.start("profile", rows.size(), "models")) {
              rows.forEach(
                  (modelId, row) -> {
                    sick.unlessFailed(modelId, () -> scored(job, modelId, poolings))
                        .ifPresent(found -> scored.put(modelId, found));
                    task.done(scored.size(), modelId);
                  });
            }
            rows.keySet().retainAll(scored.keySet());
            return page.apply(new ScoredRun(settings, session, store, rows, scored))
                .but(sick.sentences());
          });
    }
  }

  private List<Personality> scored(PersonalityJob job, String modelId, List<String> poolings) {
    job.obstacle(settings.runId(), modelId)
        .ifPresent(
            lacking -> {
              throw new InputException(
                  "Cannot score model %s: its states lack %s; sample the whole bank under another sweep.run-id (conf/bank.en.conf)"
                      .formatted(modelId, lacking));
            });
    return job.run(settings.runId(), modelId, poolings);
  }

  /** Manifests of all models, those sampled first that were not there; in their order. */
  private Map<String, RunRow> present(Session session, Store store) {
    Map<String, RunRow> there = new LinkedHashMap<>();
    List<ModelSettings> missing = new ArrayList<>();
    for (ModelSettings model : settings.models()) {
      if (store.has(Table.RUNS, settings.runId(), model.id())) {
        RunClaim.requireSame(store, settings, texts);
        sick.unlessFailed(model.id(), () -> manifest(store, model))
            .ifPresent(row -> there.put(model.id(), row));
      } else {
        missing.add(model);
      }
    }
    if (!missing.isEmpty()) {
      there.putAll(sampled(session, store, planning.plans(missing, () -> {})));
    }
    Map<String, RunRow> ordered = new LinkedHashMap<>();
    settings.models().stream()
        .map(ModelSettings::id)
        .filter(there::containsKey)
        .forEach(id -> ordered.put(id, Objects.requireNonNull(there.get(id))));
    return ordered;
  }

  private Store store(Session session) {
    return Store.at(session.spark(), settings.store());
  }

  private Store writable(Session session) {
    Store store = store(session);
    store.requireWritable();
    return store;
  }

  /** Manifests by model. */
  Map<String, RunRow> sampled(Session session, Store store, List<ModelPlan> plans) {
    RunClaim.claim(store, settings, texts);
    RunIdentity identity =
        new RunIdentity(
            settings.runId(),
            settings.toJson(),
            settings.fingerprint(),
            texts.sha256(),
            settings.seed(),
            Version.text(),
            settings.outside().cost().perExecutorHour());
    try (LayerTasks tasks = new LayerTasks(progress, session.metrics())) {
      Sampled sampled = new SampleJob(session.spark(), store, identity, tasks).run(plans);
      tasks.done(sampled);
      sampled.failures().forEach(sick::add);
      List<ModelPlan> done =
          plans.stream().filter(plan -> sampled.rows().containsKey(plan.request().id())).toList();
      new ReplicateJob(session.spark(), store, identity, tasks)
          .run(done, replicates())
          .forEach(sick::add);
      return sampled.rows();
    }
  }

  private Answer measured(
      Session session, Store store, Map<String, RunRow> rows, boolean randomWeights) {
    StyleJob job = new StyleJob(session.spark(), store, settings.seed());
    PageFindings findings = new PageFindings(session, store, settings.runId());
    List<ModelSection> sections = new ArrayList<>();
    try (Progress.Task task = progress.start("profile", rows.size(), "models")) {
      rows.forEach(
          (modelId, row) -> {
            sick.unlessFailed(modelId, () -> section(job, findings, modelId, row))
                .ifPresent(sections::add);
            task.done(sections.size(), modelId);
          });
    }
    return SweepPage.of(settings, store, progress)
        .on(Pages.answer(settings, store, texts, sections, randomWeights), findings, session)
        .but(sick.sentences());
  }

  private ModelSection section(StyleJob job, PageFindings findings, String modelId, RunRow row) {
    ProfiledModel profiled = job.run(settings.runId(), modelId);
    findings.add(modelId, row, profiled.personalities(), profiled.constancies());
    return Pages.section(modelId, row, profiled);
  }
}
