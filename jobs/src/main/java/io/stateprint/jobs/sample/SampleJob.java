package io.stateprint.jobs.sample;

import io.stateprint.jobs.tables.RunRow;
import io.stateprint.jobs.tables.Store;
import io.stateprint.jobs.tables.Table;
import io.stateprint.jobs.tables.UnitFiles;
import io.stateprint.jobs.tables.UnitRecord;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;

/**
 * Job 1: carries the texts through each model and writes what it sampled. Models run side by side.
 * A model that is already in the store under this run id and the same fingerprint is left alone;
 * one that was cut off goes on with the units that it lacks.
 */
public final class SampleJob {
  private final SparkSession spark;
  private final Store store;
  private final RunIdentity identity;
  private final SampleProgress progress;
  private int models = 1;
  private Map<String, List<Double>> shares = Map.of();

  /** Prepares a run; nothing is read or written yet. */
  public SampleJob(SparkSession spark, Store store, RunIdentity identity, SampleProgress progress) {
    this.spark = spark;
    this.store = store;
    this.identity = identity;
    this.progress = progress;
  }

  /** Samples every model of the plans; one that fails does not keep the others. */
  public Sampled run(List<ModelPlan> plans) {
    models = Math.max(1, plans.size());
    shares = PartChoice.of(plans.stream().filter(this::isNew).toList(), spark.sparkContext());
    ExecutorService drivers = Executors.newFixedThreadPool(Math.max(1, plans.size()));
    try {
      List<Future<RunRow>> runs =
          plans.stream().map(plan -> drivers.submit(() -> model(plan))).toList();
      Sampled sampled = collected(plans, runs);
      store.clearUnits(identity.runId());
      return sampled;
    } finally {
      drivers.shutdownNow();
    }
  }

  private boolean isNew(ModelPlan plan) {
    String modelId = plan.request().id();
    return !store.has(Table.RUNS, identity.runId(), modelId)
        && store.units(identity.runId(), modelId).plan().isEmpty();
  }

  private static Sampled collected(List<ModelPlan> plans, List<Future<RunRow>> runs) {
    Map<String, RunRow> rows = new LinkedHashMap<>();
    Map<String, Throwable> failures = new LinkedHashMap<>();
    for (int i = 0; i < runs.size(); i++) {
      String modelId = plans.get(i).request().id();
      try {
        rows.put(modelId, runs.get(i).get());
      } catch (ExecutionException e) {
        failures.put(modelId, Failures.rootOf(Objects.requireNonNullElse(e.getCause(), e)));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("The run was interrupted", e);
      }
    }
    return new Sampled(rows, failures);
  }

  private RunRow model(ModelPlan plan) {
    String modelId = plan.request().id();
    UnitFiles files = store.units(identity.runId(), modelId);
    if (store.has(Table.RUNS, identity.runId(), modelId)) {
      RunRow row = finished(plan);
      // A run that was ended between its manifest and this has left them.
      files.clear();
      return row;
    }
    ModelPlan begun = begun(plan, files);
    UnitJobs.Done done =
        new UnitJobs(
                JavaSparkContext.fromSparkContext(spark.sparkContext()), begun, files, progress)
            .run();
    requireAll(begun, done.records());
    store.completeStates(identity.runId(), modelId);
    replace(Table.TOKENS, begun.tokens(), modelId);
    RunRow row = manifest(begun, done);
    replace(Table.RUNS, List.of(row), modelId);
    files.clear();
    return row;
  }

  private <T extends Record> void replace(Table<T> table, List<T> rows, String modelId) {
    store.delete(table, identity.runId(), modelId);
    store.write(table, table.rows(spark, rows), identity.runId(), modelId);
  }

  /** The plan, as it was begun under this run id, or as it begins now. */
  private ModelPlan begun(ModelPlan plan, UnitFiles files) {
    Optional<BegunModel> before = files.plan().flatMap(BegunModel::parse);
    if (before.isPresent()) {
      files.sweepUp();
      return before.orElseThrow().resumed(plan, identity, store.location());
    }
    String modelId = plan.request().id();
    store.deleteStates(identity.runId(), modelId);
    files.clear();
    List<Double> own = shares.getOrDefault(modelId, List.of());
    ModelPlan cut =
        own.isEmpty() ? ShardChoice.of(plan, models, spark.sparkContext()) : plan.parted(own);
    files.begin(BegunModel.of(cut, own, identity).json());
    return cut;
  }

  private RunRow finished(ModelPlan plan) {
    String modelId = plan.request().id();
    RunRow row = Table.RUNS.record(store.read(Table.RUNS, identity.runId(), modelId).first());
    ModelIdentity wanted = ModelIdentity.of(plan, identity);
    if (!row.fingerprint().equals(wanted.fingerprint(identity.fingerprint()))) {
      throw ModelIdentity.cannotResume(
          identity, modelId, wanted.differences(ModelIdentity.of(row)), store.location());
    }
    return row;
  }

  private static void requireAll(ModelPlan plan, List<UnitRecord> units) {
    long states = units.stream().mapToLong(UnitRecord::states).sum();
    if (states != plan.states()) {
      throw new IllegalStateException(
          "Model %s gave %d states of %d".formatted(plan.request().id(), states, plan.states()));
    }
  }

  private RunRow manifest(ModelPlan plan, UnitJobs.Done done) {
    List<UnitRecord> units = done.records();
    ModelFacts facts = plan.facts();
    double seconds = units.stream().mapToDouble(UnitRecord::seconds).sum();
    return new RunRow(
        identity.configuration(),
        ModelIdentity.of(plan, identity).fingerprint(identity.fingerprint()),
        plan.request().source().asked(),
        plan.request().checkpoint(),
        plan.request().format(),
        plan.request().system().orElse(""),
        facts.architecture(),
        facts.layers(),
        facts.width(),
        facts.configSha256(),
        facts.weightsFingerprint(),
        facts.tokenizerSha256(),
        facts.templateSha256(),
        String.join(",", identity.promptsSha256()),
        facts.storedType(),
        facts.computeType(),
        identity.version(),
        identity.seed(),
        plan.texts(),
        plan.load().tokens(),
        plan.load().rows(),
        plan.states(),
        plan.parts().size(),
        plan.shards().size(),
        plan.load().bytes(),
        done.fetched() + units.stream().mapToLong(UnitRecord::bytesRead).sum(),
        seconds,
        units.stream().mapToLong(UnitRecord::peakRssBytes).max().orElse(0),
        Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
        identity.cost(seconds));
  }
}
