package io.stateprint.jobs.style;

import io.stateprint.comparison.StateShift;
import io.stateprint.direction.Calibration;
import io.stateprint.geometry.CentredStates;
import io.stateprint.jobs.tables.ReplicateNames;
import io.stateprint.jobs.tables.StateRow;
import io.stateprint.jobs.tables.Store;
import io.stateprint.jobs.tables.Table;
import io.stateprint.personality.SampledBank;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.spark.api.java.function.CoGroupFunction;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.KeyValueGroupedDataset;
import org.apache.spark.sql.functions;

/**
 * How far the states of one model of a run lie from those of another of the same width. Each task
 * holds one layer: the prompts of both and the neutral prompts of the first, (2 P + Q, D).
 *
 * @param store of the run
 * @param runId its id
 * @param pooling of the states
 */
public record StateShiftJob(Store store, String runId, String pooling) {
  private static final int LEAST = 2;
  private static final int MOST = 99;

  /**
   * The shift at one layer.
   *
   * @param layer the block, 0-based
   * @param depth (layer + 1) / layers
   * @param shift mean over the prompts of 1 - centred cosine
   */
  public record LayerShift(int layer, double depth, double shift) implements Serializable {}

  /**
   * Of every layer that was sampled of both, ascending.
   *
   * @param from id of the model whose neutral prompts are the centre
   * @param to id of the other one
   */
  public List<LayerShift> shifts(String from, String to) {
    return grouped(from)
        .cogroup(
            grouped(to),
            (CoGroupFunction<Integer, StateRow, StateRow, LayerShift>) StateShiftJob::shift,
            Encoders.javaSerialization(LayerShift.class))
        .collectAsList()
        .stream()
        .sorted(Comparator.comparingInt(LayerShift::layer))
        .toList();
  }

  /**
   * How far nuisance replicates of a model lie from each other, by layer; empty where fewer than
   * two were sampled.
   *
   * @param modelId whose neutral prompts are the centre
   */
  public Map<Integer, Double> floors(String modelId) {
    List<String> runs = replicates(modelId);
    if (runs.size() < LEAST) {
      return Map.of();
    }
    Dataset<StateRow> all =
        runs.stream().map(run -> states(run, modelId)).reduce(Dataset::union).orElseThrow();
    Map<Integer, Double> out = new TreeMap<>();
    grouped(modelId)
        .cogroup(
            all.groupByKey((MapFunction<StateRow, Integer>) StateRow::getLayer, Encoders.INT()),
            (CoGroupFunction<Integer, StateRow, StateRow, LayerShift>) StateShiftJob::floor,
            Encoders.javaSerialization(LayerShift.class))
        .collectAsList()
        .forEach(one -> out.put(one.layer(), one.shift()));
    return out;
  }

  /** Runs that repeat the model's, by number. */
  public List<String> replicates(String modelId) {
    return IntStream.rangeClosed(1, MOST)
        .mapToObj(number -> ReplicateNames.of(runId, number))
        .filter(run -> store.has(Table.RUNS, run, modelId))
        .toList();
  }

  private KeyValueGroupedDataset<Integer, StateRow> grouped(String modelId) {
    return states(runId, modelId)
        .groupByKey((MapFunction<StateRow, Integer>) StateRow::getLayer, Encoders.INT());
  }

  private Dataset<StateRow> states(String run, String modelId) {
    return store
        .states(run, modelId)
        .filter(
            functions
                .col("role")
                .isin(SampledBank.PROMPT, SampledBank.CALIBRATION)
                .and(functions.col("condition").equalTo(SampledBank.DEFAULT))
                .and(functions.col("pooling").equalTo(pooling)));
  }

  /** Replicates come one after the other, each prompt once in each. */
  private static Iterator<LayerShift> floor(
      Integer layer, Iterator<StateRow> own, Iterator<StateRow> replicates) {
    Half base = Half.of(own);
    Map<String, List<float[]>> byPrompt = new TreeMap<>();
    while (replicates.hasNext()) {
      StateRow row = replicates.next();
      if (row.getRole().equals(SampledBank.PROMPT)) {
        byPrompt.computeIfAbsent(row.getPromptId(), key -> new ArrayList<>()).add(row.getState());
      }
    }
    if (base.prompts.isEmpty() || byPrompt.isEmpty()) {
      return java.util.Collections.emptyIterator();
    }
    int count = byPrompt.values().iterator().next().size();
    float[][][] states =
        IntStream.range(0, count)
            .mapToObj(
                r -> byPrompt.values().stream().map(all -> all.get(r)).toArray(float[][]::new))
            .toArray(float[][][]::new);
    Calibration calibration = Calibration.of(base.neutral, base.topics);
    return List.of(
            new LayerShift(
                layer,
                base.depth,
                StateShift.floor(
                    states, new CentredStates(calibration.mean(), calibration.massive()))))
        .iterator();
  }

  private static Iterator<LayerShift> shift(
      Integer layer, Iterator<StateRow> from, Iterator<StateRow> to) {
    Half base = Half.of(from);
    Half other = Half.of(to);
    if (base.prompts.isEmpty() || other.prompts.isEmpty()) {
      return java.util.Collections.emptyIterator();
    }
    Calibration calibration = Calibration.of(base.neutral, base.topics);
    return List.of(
            new LayerShift(
                layer,
                base.depth,
                StateShift.mean(
                    base.prompts.values().toArray(float[][]::new),
                    other.prompts.values().toArray(float[][]::new),
                    new CentredStates(calibration.mean(), calibration.massive()))))
        .iterator();
  }

  /** One model's states of a layer: prompts by id, neutral ones in any order with their topics. */
  private record Half(
      Map<String, float[]> prompts, List<float[]> neutral, List<String> topics, double depth) {
    static Half of(Iterator<StateRow> rows) {
      Map<String, float[]> prompts = new TreeMap<>();
      Map<String, StateRow> neutral = new TreeMap<>();
      double depth = 0;
      while (rows.hasNext()) {
        StateRow row = rows.next();
        depth = row.getDepth();
        if (row.getRole().equals(SampledBank.PROMPT)) {
          prompts.put(row.getPromptId(), row.getState());
        } else {
          neutral.put(row.getPromptId(), row);
        }
      }
      return new Half(
          prompts,
          new ArrayList<>(neutral.values().stream().map(StateRow::getState).toList()),
          neutral.values().stream().map(StateRow::getTopic).toList(),
          depth);
    }
  }
}
