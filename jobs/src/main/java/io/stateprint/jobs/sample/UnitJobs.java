package io.stateprint.jobs.sample;

import io.stateprint.jobs.tables.UnitFiles;
import io.stateprint.jobs.tables.UnitRecord;
import io.stateprint.shard.LayerRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * The units of one model: a Spark job a shard, a task for each of its parts that is not done yet.
 */
final class UnitJobs {
  private final JavaSparkContext context;
  private final ModelPlan plan;
  private final UnitFiles files;
  private final SampleProgress progress;

  UnitJobs(JavaSparkContext context, ModelPlan plan, UnitFiles files, SampleProgress progress) {
    this.context = context;
    this.plan = plan;
    this.files = files;
    this.progress = progress;
  }

  /**
   * What became of the units.
   *
   * @param records of all of them
   * @param fetched bytes of weights that were brought to executors beforehand
   */
  record Done(List<UnitRecord> records, long fetched) {}

  /** Does all units that are not done. */
  Done run() {
    List<UnitRecord> done = new ArrayList<>();
    List<List<Unit>> missing = missing(done);
    String modelId = plan.request().id();
    LayerCounts counts = LayerCounts.of(context.sc(), modelId);
    long all =
        missing.stream().flatMap(List::stream).mapToLong(unit -> unit.layers().layers()).sum();
    LayerProgress heard = new LayerProgress(counts, modelId, all, progress);
    context.sc().addSparkListener(heard);
    try (Prefetch prefetch = Prefetch.of(context, plan)) {
      UnitTask task = new UnitTask(plan.run(), files, counts);
      for (List<Unit> units : missing) {
        if (!units.isEmpty()) {
          done.addAll(shard(units, task, prefetch));
          progress.read(
              modelId, prefetch.bytes() + done.stream().mapToLong(UnitRecord::bytesRead).sum());
        }
      }
      return new Done(done, prefetch.bytes());
    } finally {
      context.sc().removeSparkListener(heard);
    }
  }

  /** As many records come to the driver as the model has parts. */
  private List<UnitRecord> shard(List<Unit> units, UnitTask task, Prefetch prefetch) {
    int shard = units.get(0).shard();
    LayerRange layers = units.get(0).layers();
    List<String> places = prefetch.places(shard);
    prefetch.ahead(shard);
    context.setLocalProperty(LayerProgress.POOL, plan.request().id());
    context.setJobDescription(
        "sample %s, shard %d of %d (%s)"
            .formatted(plan.request().id(), shard + 1, plan.shards().size(), layers));
    JavaRDD<Unit> placed =
        places.isEmpty()
            ? context.parallelize(units, units.size())
            : ExecutorPlaces.at(context.sc(), Unit.class, units, places);
    return GpuStage.on(placed, plan.run().device()).map(task).collect();
  }

  /** What each shard lacks; what it has goes to {@code done}. */
  private List<List<Unit>> missing(List<UnitRecord> done) {
    List<List<Unit>> missing = new ArrayList<>();
    plan.shards().forEach(shard -> missing.add(new ArrayList<>()));
    for (Part part : plan.parts()) {
      boolean lacksCut = false;
      for (int shard = plan.shards().size() - 1; shard >= 0; shard--) {
        Optional<UnitRecord> record = files.done(shard, part.number());
        if (record.isEmpty() || lacksCut) {
          missing.get(shard).add(unit(shard, part));
          lacksCut = shard > 0 && !files.hasCut(shard, part.number());
        } else {
          done.add(record.orElseThrow());
        }
      }
    }
    return missing;
  }

  private Unit unit(int shard, Part part) {
    return new Unit(shard, plan.shards().get(shard), shard == plan.shards().size() - 1, part);
  }
}
