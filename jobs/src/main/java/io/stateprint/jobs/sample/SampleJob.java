package io.stateprint.jobs.sample;

import io.stateprint.jobs.tables.RunRow;
import io.stateprint.jobs.tables.StateRow;
import io.stateprint.jobs.tables.Store;
import io.stateprint.jobs.tables.Table;
import io.stateprint.storage.InputException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.CollectionAccumulator;
import org.apache.spark.util.LongAccumulator;
import org.apache.spark.util.TaskCompletionListener;

/**
 * Job 1: carries the texts through each model and writes what it sampled. Models run side by side;
 * a model that is already in the store under this run id and the same fingerprint is left alone.
 */
public final class SampleJob {
  private final SparkSession spark;
  private final Store store;
  private final RunIdentity identity;
  private final SampleProgress progress;

  /** Prepares a run; nothing is read or written yet. */
  public SampleJob(SparkSession spark, Store store, RunIdentity identity, SampleProgress progress) {
    this.spark = spark;
    this.store = store;
    this.identity = identity;
    this.progress = progress;
  }

  /** Samples every model of the plans; one that fails does not keep the others. */
  public Sampled run(List<ModelPlan> plans) {
    ExecutorService drivers = Executors.newFixedThreadPool(Math.max(1, plans.size()));
    try {
      List<Future<RunRow>> runs =
          plans.stream().map(plan -> drivers.submit(() -> model(plan))).toList();
      return collected(plans, runs);
    } finally {
      drivers.shutdownNow();
    }
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
    if (store.has(Table.RUNS, identity.runId(), modelId)) {
      return resumed(plan);
    }
    store.deleteStates(identity.runId(), modelId);
    store.delete(Table.TOKENS, identity.runId(), modelId);
    store.delete(Table.RUNS, identity.runId(), modelId);
    List<PartReport> reports = states(plan);
    store.write(Table.TOKENS, Table.TOKENS.rows(spark, plan.tokens()), identity.runId(), modelId);
    RunRow row = manifest(plan, reports);
    store.write(Table.RUNS, Table.RUNS.rows(spark, List.of(row)), identity.runId(), modelId);
    return row;
  }

  private RunRow resumed(ModelPlan plan) {
    String modelId = plan.request().id();
    RunRow row = Table.RUNS.record(store.read(Table.RUNS, identity.runId(), modelId).first());
    ModelIdentity wanted = ModelIdentity.of(plan, identity);
    if (!row.fingerprint().equals(wanted.fingerprint(identity.fingerprint()))) {
      List<String> differences = wanted.differences(ModelIdentity.of(row));
      throw new InputException(
          "Cannot resume run %s: model %s was sampled with another configuration, %s; choose"
                  .formatted(
                      identity.runId(),
                      modelId,
                      differences.isEmpty() ? "other settings" : String.join("; ", differences))
              + " another sweep.run-id (%s)".formatted(store.location()));
    }
    return row;
  }

  private List<PartReport> states(ModelPlan plan) {
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    context.setLocalProperty("spark.scheduler.pool", plan.request().id());
    context.setJobDescription("sample " + plan.request().id());
    CollectionAccumulator<PartReport> reports =
        spark.sparkContext().collectionAccumulator("parts of " + plan.request().id());
    ModelRun run = plan.run();
    LongAccumulator layers =
        spark.sparkContext().longAccumulator("layers of " + plan.request().id());
    LayerProgress heard =
        new LayerProgress(
            layers.id(),
            plan.request().id(),
            (long) run.passLayers() * plan.parts().size(),
            progress);
    spark.sparkContext().addSparkListener(heard);
    JavaRDD<StateRow> rows =
        context
            .parallelize(plan.parts(), plan.parts().size())
            .mapPartitions(
                parts -> {
                  Part part = parts.next();
                  SampledRows sampled =
                      SampledRows.open(run, part, new Accumulated(layers, reports));
                  TaskContext.get()
                      .addTaskCompletionListener((TaskCompletionListener) done -> sampled.close());
                  return sampled;
                });
    try {
      store.writeStates(
          spark.createDataset(rows.rdd(), Encoders.bean(StateRow.class)),
          identity.runId(),
          plan.request().id());
    } finally {
      spark.sparkContext().removeSparkListener(heard);
    }
    List<PartReport> all = List.copyOf(reports.value());
    requireAll(plan, all);
    return all;
  }

  /** Counts only what succeeding tasks did, as accumulators of results do. */
  private record Accumulated(LongAccumulator layers, CollectionAccumulator<PartReport> reports)
      implements SampledRows.Hearer {
    @Override
    public void layerDone() {
      layers.add(1);
    }

    @Override
    public void finished(PartReport report) {
      reports.add(report);
    }
  }

  private static void requireAll(ModelPlan plan, List<PartReport> reports) {
    long states = reports.stream().mapToLong(PartReport::states).sum();
    if (states != plan.states()) {
      throw new IllegalStateException(
          "Model %s gave %d states of %d".formatted(plan.request().id(), states, plan.states()));
    }
  }

  private RunRow manifest(ModelPlan plan, List<PartReport> reports) {
    ModelFacts facts = plan.facts();
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
        plan.load().bytes(),
        reports.stream().mapToLong(PartReport::bytesRead).sum(),
        reports.stream().mapToDouble(PartReport::seconds).sum(),
        reports.stream().mapToLong(PartReport::peakRssBytes).max().orElse(0),
        Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
  }
}
