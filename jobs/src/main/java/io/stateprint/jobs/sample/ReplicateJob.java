package io.stateprint.jobs.sample;

import io.stateprint.jobs.tables.Store;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.SparkSession;

/**
 * Job 1 again and again: the replicates of models that were sampled. Those that are in the store
 * are left alone.
 */
public final class ReplicateJob {
  private final SparkSession spark;
  private final Store store;
  private final RunIdentity run;
  private final SampleProgress progress;

  /** Prepares the replicates of a run. */
  public ReplicateJob(SparkSession spark, Store store, RunIdentity run, SampleProgress progress) {
    this.spark = spark;
    this.store = store;
    this.run = run;
    this.progress = progress;
  }

  /** Samples the replicates of every model; gives the failures by model. */
  public Map<String, Throwable> run(List<ModelPlan> plans, Replicates replicates) {
    Map<String, Throwable> failures = new LinkedHashMap<>();
    for (ModelPlan plan : plans) {
      try {
        List<Replicate> passes = replicates.of(plan);
        for (int pass = 0; pass < passes.size(); pass++) {
          progress.again(plan.request().id(), pass, passes.size());
          Replicate replicate = passes.get(pass);
          new SampleJob(spark, store, replicate.identity(run), (modelId, count) -> {})
              .run(List.of(replicate.plan()))
              .orThrow();
          progress.again(plan.request().id(), pass + 1L, passes.size());
        }
      } catch (RuntimeException e) {
        failures.put(plan.request().id(), e);
      }
    }
    return failures;
  }
}
