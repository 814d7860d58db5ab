package io.stateprint.jobs.drift;

import io.stateprint.drift.LayerWatch;
import io.stateprint.drift.ModelWatch;
import io.stateprint.drift.PromptDrift;
import io.stateprint.drift.SeriesWatch;
import io.stateprint.drift.WatchPlan;
import io.stateprint.inference.Reasons;
import io.stateprint.jobs.style.PersonalityJob;
import io.stateprint.jobs.tables.DriftRow;
import io.stateprint.jobs.tables.StateFiles;
import io.stateprint.jobs.tables.Store;
import io.stateprint.jobs.tables.Table;
import io.stateprint.personality.SampledBank;
import io.stateprint.storage.InputException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.jspecify.annotations.Nullable;

/**
 * Holds a current run of a model against its reference. A task holds the states of one layer of all
 * runs.
 */
public final class DriftJob {
  private static final int DRAWS = 2000;

  private final SparkSession spark;
  private final Store store;
  private final long seed;

  /** Prepares the job; {@code seed} decides flips, labels and bootstrap draws. */
  public DriftJob(SparkSession spark, Store store, long seed) {
    this.spark = spark;
    this.store = store;
    this.seed = seed;
  }

  /**
   * What was found.
   *
   * @param runs that were compared
   * @param watch what they show
   * @param unscored why percents of range were not compared; empty where they were
   */
  public record Found(WatchedRuns runs, ModelWatch watch, String unscored) {}

  /**
   * Compares one model, and writes the table under the current run, and that of the series where
   * one is watched; what an earlier comparison wrote there is replaced.
   *
   * @param modelId the model
   * @param request which runs
   * @param current the current run
   * @param looks of the series
   */
  public Found run(String modelId, DriftRequest request, String current, List<String> looks) {
    spark.sparkContext().setJobDescription("drift " + modelId);
    WatchedRuns runs = WatchedRuns.find(store, modelId, request.reference(), current, looks);
    String unscored = unscored(runs);
    List<String> keys = runs.keys(store);
    WatchPlan plan =
        new WatchPlan(
            keys,
            runs.ids().replicates().size(),
            looks,
            unscored.isEmpty() ? scored(runs) : Set.of(),
            isInstructed(runs),
            DRAWS,
            seed);
    List<LayerWatch> layers = layers(runs, plan, request.pooling());
    ModelWatch watch =
        ModelWatch.of(
            layers,
            new ModelWatch.Sources(
                request.reference(),
                WatchedRuns.artefacts(runs.reference()),
                WatchedRuns.artefacts(runs.current())),
            plan);
    store.delete(Table.DRIFT, current, modelId);
    store.write(
        Table.DRIFT,
        Table.DRIFT.rows(spark, rows(runs, watch, request.pooling())),
        current,
        modelId);
    writeSeries(watch.series(), request, current, modelId);
    return new Found(runs, watch, unscored);
  }

  private void writeSeries(
      @Nullable SeriesWatch series, DriftRequest request, String current, String modelId) {
    if (series != null) {
      store.delete(Table.SERIES, current, modelId);
      store.write(
          Table.SERIES,
          Table.SERIES.rows(spark, SeriesRows.of(request.reference(), request.pooling(), series)),
          current,
          modelId);
    }
  }

  private List<LayerWatch> layers(WatchedRuns runs, WatchPlan plan, String pooling) {
    WatchedRuns.Ids ids = runs.ids();
    WatchLayer.Runs files =
        new WatchLayer.Runs(
            files(runs, ids.reference()),
            files(runs, ids.current()),
            ids.replicates().stream().map(run -> files(runs, run)).toList(),
            ids.replay().map(run -> files(runs, run)).orElse(null),
            plan.looks().stream().map(run -> files(runs, run)).toList());
    List<StateFiles.Place> places = store.places(ids.reference(), runs.modelId(), pooling);
    WatchLayer watch = new WatchLayer(runs.modelId(), files, plan);
    List<LayerWatch> layers = store.atEach(places, watch::call);
    if (layers.isEmpty()) {
      throw new InputException(
          "Cannot watch drift of model %s: run %s has no states pooled as %s; name another --pooling, or sample it (sweep.sampling.pooling)"
              .formatted(runs.modelId(), ids.reference(), pooling));
    }
    return layers;
  }

  private StateFiles files(WatchedRuns runs, String run) {
    return store.stateFiles(run, runs.modelId());
  }

  private String unscored(WatchedRuns runs) {
    PersonalityJob job = new PersonalityJob(spark, store, DRAWS, seed);
    for (String run : List.of(runs.ids().reference(), runs.ids().current())) {
      Optional<String> lacking = job.obstacle(run, runs.modelId());
      if (lacking.isPresent()) {
        return Reasons.of("drift.lacks", run, lacking.orElseThrow());
      }
    }
    int shared = scored(runs).size();
    return shared < 10 ? Reasons.of("drift.shared", shared, 10) : "";
  }

  /**
   * Prompts whose tokens are the same in both runs under every condition that the reference has.
   */
  private Set<String> scored(WatchedRuns runs) {
    Map<String, String> before = tokens(runs.ids().reference(), runs.modelId());
    Map<String, String> now = tokens(runs.ids().current(), runs.modelId());
    Set<String> other =
        before.entrySet().stream()
            .filter(text -> !text.getValue().equals(now.get(text.getKey())))
            .map(text -> text.getKey().split("\n", 2)[0])
            .collect(Collectors.toSet());
    return store
        .states(runs.ids().reference(), runs.modelId())
        .filter(functions.col("role").equalTo(SampledBank.PROMPT))
        .select("promptId")
        .distinct()
        .collectAsList()
        .stream()
        .map(row -> row.getString(0))
        .filter(id -> !other.contains(id))
        .collect(Collectors.toSet());
  }

  /** Hashes of tokens by id and condition; controls and system prompts are not compared. */
  private Map<String, String> tokens(String run, String modelId) {
    return store
        .read(Table.TOKENS, run, modelId)
        .filter(functions.col("condition").rlike("^(default|[+-][a-z]+)$"))
        .filter(functions.not(functions.col("condition").rlike("nonsense$")))
        .select("prompt_id", "condition", "sha256")
        .collectAsList()
        .stream()
        .collect(
            Collectors.toMap(
                row -> row.getString(0) + "\n" + row.getString(1), row -> row.getString(2)));
  }

  private boolean isInstructed(WatchedRuns runs) {
    return store
            .read(Table.TOKENS, runs.ids().replicates().get(0), runs.modelId())
            .select("condition")
            .distinct()
            .count()
        > 1;
  }

  private static List<DriftRow> rows(WatchedRuns runs, ModelWatch watch, String pooling) {
    List<DriftRow> rows = new ArrayList<>();
    LayerWatch most = watch.layers().get(0);
    for (LayerWatch layer : watch.layers()) {
      most = layer.layer() == watch.run().mostDriftedLayer() ? layer : most;
      double depth = layer.drift().baseline().depth();
      for (PromptDrift cell : layer.drift().prompts()) {
        rows.add(
            new DriftRow(
                "prompt",
                runs.ids().reference(),
                cell.prompt(),
                cell.layer(),
                depth,
                pooling,
                cell.distance(),
                cell.floor(),
                cell.p(),
                cell.pooledP(),
                cell.legacyDistance(),
                cell.moved() ? "moved" : "still"));
      }
    }
    rows.add(
        new DriftRow(
            "run",
            runs.ids().reference(),
            "",
            most.layer(),
            most.drift().baseline().depth(),
            pooling,
            most.drift().meanDistance(),
            most.drift().baseline().floor().mean(),
            Math.min(1, 2 * Math.min(watch.run().projections().p(), watch.run().energy().p())),
            Double.NaN,
            watch.legacy().distance(),
            watch.verdict().level().id()));
    return rows;
  }
}
