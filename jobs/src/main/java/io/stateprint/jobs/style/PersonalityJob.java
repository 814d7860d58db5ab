package io.stateprint.jobs.style;

import io.stateprint.jobs.tables.StateRow;
import io.stateprint.jobs.tables.Store;
import io.stateprint.personality.BankPlan;
import io.stateprint.personality.BankTexts;
import io.stateprint.personality.LayerReading;
import io.stateprint.personality.Personality;
import io.stateprint.personality.SampledBank;
import io.stateprint.profile.PromptKey;
import io.stateprint.prompts.Style;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.api.java.function.FilterFunction;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.api.java.function.MapGroupsFunction;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;

/**
 * The part of job 2 that measures a model on its own scale. Each task holds the states of one layer
 * and pooling; two megabytes of each come together where a pooling is assembled.
 */
public final class PersonalityJob {
  private final SparkSession spark;
  private final Store store;
  private final int draws;
  private final long seed;

  /** Prepares the job. */
  public PersonalityJob(SparkSession spark, Store store, int draws, long seed) {
    this.spark = spark;
    this.store = store;
    this.draws = draws;
    this.seed = seed;
  }

  /** What a model of a run lacks to be measured so; empty where it lacks nothing. */
  public Optional<String> obstacle(String runId, String modelId) {
    Set<String> there = new TreeSet<>();
    store
        .states(runId, modelId)
        .select("role", "condition")
        .filter(functions.col("role").isin(SampledBank.PROMPT, SampledBank.CALIBRATION))
        .distinct()
        .collectAsList()
        .forEach(row -> there.add(row.getString(0) + " " + row.getString(1)));
    List<String> lacking = new ArrayList<>();
    for (Style style : Style.values()) {
      for (String sign : List.of("+", "-")) {
        if (!there.contains(SampledBank.PROMPT + " " + sign + style.id())) {
          lacking.add(sign + style.id());
        }
      }
    }
    if (!lacking.isEmpty()) {
      return Optional.of("conditions " + String.join(", ", lacking) + " (sweep.conditions = all)");
    }
    return there.contains(SampledBank.CALIBRATION + " " + SampledBank.DEFAULT)
        ? Optional.empty()
        : Optional.of("calibration prompts (sweep.calibration)");
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
    BankTexts texts = BesidePrompts.of(store, runId, modelId);
    long random = seed;
    int replicates = draws;
    return store
        .states(runId, modelId)
        .filter(wanted(poolings))
        .groupByKey((MapFunction<StateRow, String>) ScoreLayer::key, Encoders.STRING())
        .mapGroups(
            new ReadLayer(modelId, draws, seed), Encoders.javaSerialization(PooledReading.class))
        .groupByKey((MapFunction<PooledReading, String>) PooledReading::pooling, Encoders.STRING())
        .mapGroups(
            (MapGroupsFunction<String, PooledReading, Personality>)
                (pooling, readings) -> assembled(pooling, readings, texts, replicates, random),
            Encoders.javaSerialization(Personality.class))
        .collectAsList()
        .stream()
        .sorted(Comparator.comparing(Personality::pooling))
        .toList();
  }

  private static FilterFunction<StateRow> wanted(List<String> poolings) {
    return row ->
        !row.getRole().equals("anchor")
            && (poolings.isEmpty() || poolings.contains(row.getPooling()));
  }

  private static Personality assembled(
      String pooling, Iterator<PooledReading> readings, BankTexts texts, int draws, long seed) {
    List<PromptKey> keys = List.of();
    List<LayerReading> layers = new ArrayList<>();
    while (readings.hasNext()) {
      PooledReading one = readings.next();
      if (!layers.isEmpty() && !keys.equals(one.keys())) {
        throw new IllegalStateException(
            "Layer %d has states of other prompts than the layers before"
                .formatted(one.reading().layer()));
      }
      keys = one.keys();
      layers.add(one.reading());
    }
    return Personality.of(pooling, BankPlan.of(keys, draws, seed), layers, texts, seed);
  }
}
