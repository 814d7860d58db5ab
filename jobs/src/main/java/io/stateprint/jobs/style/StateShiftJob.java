package io.stateprint.jobs.style;

import io.stateprint.comparison.StateShift;
import io.stateprint.direction.Calibration;
import io.stateprint.geometry.CentredStates;
import io.stateprint.jobs.tables.StateRow;
import io.stateprint.jobs.tables.Store;
import io.stateprint.personality.SampledBank;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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

  private KeyValueGroupedDataset<Integer, StateRow> grouped(String modelId) {
    Dataset<StateRow> states =
        store
            .states(runId, modelId)
            .filter(
                functions
                    .col("role")
                    .isin(SampledBank.PROMPT, SampledBank.CALIBRATION)
                    .and(functions.col("condition").equalTo(SampledBank.DEFAULT))
                    .and(functions.col("pooling").equalTo(pooling)));
    return states.groupByKey((MapFunction<StateRow, Integer>) StateRow::getLayer, Encoders.INT());
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
