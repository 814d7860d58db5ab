package io.stateprint.jobs.drift;

import io.stateprint.drift.LayerStatesOfRuns;
import io.stateprint.drift.LayerWatch;
import io.stateprint.drift.WatchPlan;
import io.stateprint.jobs.tables.StateRow;
import io.stateprint.personality.SampledBank;
import io.stateprint.personality.SampledText;
import io.stateprint.storage.InputException;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.spark.api.java.function.MapGroupsFunction;
import scala.Tuple2;

/**
 * Compares all runs at one layer: its states are in memory until it is done.
 *
 * @param modelId for messages
 * @param runs ids
 * @param plan what is watched
 */
record WatchLayer(String modelId, Runs runs, WatchPlan plan)
    implements MapGroupsFunction<Integer, Tuple2<String, StateRow>, LayerWatch> {
  /**
   * Ids of runs, as rows are marked.
   *
   * @param reference that was repeated
   * @param current run
   * @param replicates in order
   * @param replay of the first one; empty where there is none
   */
  record Runs(String reference, String current, List<String> replicates, String replay)
      implements java.io.Serializable {}

  @Override
  public LayerWatch call(Integer layer, Iterator<Tuple2<String, StateRow>> rows) {
    Map<String, SampledBank> banks = new HashMap<>();
    double depth = 0;
    while (rows.hasNext()) {
      Tuple2<String, StateRow> row = rows.next();
      depth = row._2().getDepth();
      banks
          .computeIfAbsent(row._1(), run -> new SampledBank())
          .add(text(row._2()), row._2().getState());
    }
    try {
      return LayerWatch.of(
          new LayerStatesOfRuns(
              layer,
              depth,
              bank(banks, runs.reference()),
              bank(banks, runs.current()),
              runs.replicates().stream().map(run -> bank(banks, run)).toList(),
              runs.replay().isEmpty() ? Optional.empty() : Optional.of(bank(banks, runs.replay())),
              plan.looks().stream().map(run -> bank(banks, run)).toList()),
          plan);
    } catch (InputException | IllegalArgumentException e) {
      throw new InputException(
          "Cannot watch drift of model %s at layer %d: %s"
              .formatted(modelId, layer, e.getMessage()),
          e);
    }
  }

  private static SampledBank bank(Map<String, SampledBank> banks, String run) {
    return Objects.requireNonNullElseGet(banks.get(run), SampledBank::new);
  }

  private static SampledText text(StateRow row) {
    return new SampledText(
        row.getPromptId(),
        row.getRole(),
        row.getCondition(),
        row.getCategory(),
        row.getTopic(),
        row.getLang());
  }
}
