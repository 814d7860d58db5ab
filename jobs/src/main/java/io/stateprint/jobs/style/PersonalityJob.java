package io.stateprint.jobs.style;

import io.stateprint.inference.Reasons;
import io.stateprint.jobs.tables.ExternalRow;
import io.stateprint.jobs.tables.RunRow;
import io.stateprint.jobs.tables.StateFiles;
import io.stateprint.jobs.tables.StateRows;
import io.stateprint.jobs.tables.Store;
import io.stateprint.jobs.tables.Table;
import io.stateprint.personality.BankPlan;
import io.stateprint.personality.BankTexts;
import io.stateprint.personality.Personality;
import io.stateprint.personality.SampledBank;
import io.stateprint.profile.PromptKey;
import io.stateprint.prompts.Style;
import io.stateprint.score.WordingTransfer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;

/**
 * The part of job 2 that measures a model on its own scale. One task reads one layer and pooling,
 * straight from the files: nothing is shuffled, and a task holds the states of its layer only. Half
 * a megabyte of each layer comes to the driver, which assembles them.
 */
public final class PersonalityJob {
  /** Both instructions of every style. */
  private static final List<String> CONDITIONS =
      Arrays.stream(Style.values())
          .flatMap(style -> Stream.of("+" + style.id(), "-" + style.id()))
          .toList();

  private final SparkSession spark;
  private final Store store;
  private final int draws;
  private final long seed;
  private final Map<List<String>, Map<String, Long>> counted = new HashMap<>();

  /** Prepares the job. */
  public PersonalityJob(SparkSession spark, Store store, int draws, long seed) {
    this.spark = spark;
    this.store = store;
    this.draws = draws;
    this.seed = seed;
  }

  /** What a model of a run lacks to be measured so; empty where it lacks nothing. */
  public Optional<String> obstacle(String runId, String modelId) {
    Set<String> there = counts(runId, modelId).keySet();
    List<String> lacking =
        CONDITIONS.stream().filter(one -> !there.contains(SampledBank.PROMPT + " " + one)).toList();
    if (!lacking.isEmpty()) {
      return Optional.of(Reasons.of("lacks.conditions", String.join(", ", lacking)));
    }
    return there.contains(SampledBank.CALIBRATION + " " + SampledBank.DEFAULT)
        ? Optional.empty()
        : Optional.of(Reasons.of("lacks.calibration"));
  }

  /** States in all layers by role and condition, without those of anchors. */
  private Map<String, Long> counts(String runId, String modelId) {
    return counted.computeIfAbsent(List.of(runId, modelId), key -> count(runId, modelId));
  }

  private Map<String, Long> count(String runId, String modelId) {
    Map<String, Long> counts = new TreeMap<>();
    store
        .states(runId, modelId)
        .filter(functions.col("role").notEqual(ReadLayer.ANCHOR))
        .groupBy("role", "condition")
        .count()
        .collectAsList()
        .forEach(row -> counts.put(row.getString(0) + " " + row.getString(1), row.getLong(2)));
    return counts;
  }

  /**
   * What a layer takes; places have the same texts. Prompts without all conditions are not
   * measured.
   */
  private LayerNeed need(String runId, String modelId, int places) {
    Map<String, Long> counts = counts(runId, modelId);
    long prompts =
        CONDITIONS.stream()
            .mapToLong(one -> counts.getOrDefault(SampledBank.PROMPT + " " + one, 0L))
            .min()
            .orElseThrow();
    return new LayerNeed(
        prompts / places,
        counts.getOrDefault(SampledBank.CALIBRATION + " " + SampledBank.DEFAULT, 0L) / places,
        counts.values().stream().mapToLong(Long::longValue).sum() / places);
  }

  /** Of a state; the driver looks at one. */
  private static int width(StateFiles files, StateFiles.Place place) {
    try (StateRows rows = files.rows(place, row -> true)) {
      return rows.next().getState().length;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Measures one model of a run; one personality a pooling that was sampled. */
  public List<Personality> run(String runId, String modelId) {
    return run(runId, modelId, List.of());
  }

  /**
   * Measures one model of a run under some poolings.
   *
   * @param poolings ids of them; none for all that were sampled
   */
  public List<Personality> run(String runId, String modelId, List<String> poolings) {
    spark.sparkContext().setJobDescription("score " + modelId);
    boolean blocked = isBlocked(runId, modelId);
    Map<String, List<PooledReading>> byPooling = new TreeMap<>();
    List<PooledReading> readings = readings(runId, modelId, poolings);
    readings.forEach(
        one -> byPooling.computeIfAbsent(one.pooling(), key -> new ArrayList<>()).add(one));
    BankTexts texts = BesidePrompts.of(store, runId, modelId).with(bags(runId, modelId, readings));
    return List.copyOf(byPooling.entrySet()).parallelStream()
        .map(entry -> assembled(entry.getKey(), entry.getValue(), texts))
        .map(found -> blocked ? found.blocked() : found)
        .toList();
  }

  /** Whether {@code verify-external} found these weights to fail, in this store. */
  private boolean isBlocked(String runId, String modelId) {
    if (!store.has(Table.RUNS, runId, modelId)) {
      return false;
    }
    RunRow manifest = Table.RUNS.record(store.read(Table.RUNS, runId, modelId).first());
    String weights = manifest.weightsFingerprint();
    return store.has(Table.EXTERNAL, ExternalRow.RUN, weights)
        && !store
            .read(Table.EXTERNAL, ExternalRow.RUN, weights)
            .filter(functions.col("verdict").equalTo(ExternalRow.FAIL))
            .isEmpty();
  }

  private List<PooledReading> readings(String runId, String modelId, List<String> poolings) {
    List<StateFiles.Place> places =
        store.places(runId, modelId).stream()
            .filter(place -> poolings.isEmpty() || poolings.contains(place.pooling()))
            .toList();
    if (places.isEmpty()) {
      return List.of();
    }
    StateFiles files = store.stateFiles(runId, modelId);
    int all = store.places(runId, modelId).size();
    long bytes = need(runId, modelId, all).bytes(width(files, places.get(0)));
    ReadLayer read = new ReadLayer(modelId, draws, seed);
    return store.atEach(
        places,
        place ->
            HeapShares.OF_PROCESS.within(
                bytes, "score model " + modelId, () -> read.call(files, place)));
  }

  /** A few dozen numbers a style come to the driver; the prompts are those of every pooling. */
  private List<WordingTransfer> bags(String runId, String modelId, List<PooledReading> readings) {
    if (readings.isEmpty()) {
      return List.of();
    }
    StateFiles files = store.stateFiles(runId, modelId);
    ReadBags read = new ReadBags(readings.get(0).keys(), seed);
    return store.atEach(
        List.of(StateFiles.BAGS),
        place -> {
          try (StateRows rows = files.rows(place, row -> true)) {
            return read.call(rows);
          }
        });
  }

  private Personality assembled(String pooling, List<PooledReading> readings, BankTexts texts) {
    List<PromptKey> keys = readings.get(0).keys();
    readings.stream()
        .filter(one -> !one.keys().equals(keys))
        .findFirst()
        .ifPresent(
            other -> {
              throw new IllegalStateException(
                  "Layer %d has states of other prompts than layer %d"
                      .formatted(other.reading().layer(), readings.get(0).reading().layer()));
            });
    return Personality.of(
        pooling,
        BankPlan.of(keys, draws, seed),
        readings.stream().map(PooledReading::reading).toList(),
        texts,
        seed);
  }
}
