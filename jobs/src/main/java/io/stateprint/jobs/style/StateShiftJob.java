package io.stateprint.jobs.style;

import io.stateprint.comparison.StateShift;
import io.stateprint.direction.Calibration;
import io.stateprint.geometry.CentredStates;
import io.stateprint.jobs.tables.ReplicateNames;
import io.stateprint.jobs.tables.StateFiles;
import io.stateprint.jobs.tables.StateRow;
import io.stateprint.jobs.tables.StateRows;
import io.stateprint.jobs.tables.Store;
import io.stateprint.jobs.tables.Table;
import io.stateprint.personality.SampledBank;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

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
    StateFiles base = store.stateFiles(runId, from);
    StateFiles other = store.stateFiles(runId, to);
    return store.atEach(
        store.places(runId, from, pooling),
        place -> shift(place, Half.of(base, place), Half.of(other, place)));
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
    StateFiles base = store.stateFiles(runId, modelId);
    List<StateFiles> replicates = runs.stream().map(run -> store.stateFiles(run, modelId)).toList();
    Map<Integer, Double> out = new TreeMap<>();
    store
        .atEach(
            store.places(runId, modelId, pooling),
            place -> {
              List<Half> all = new ArrayList<>();
              for (StateFiles files : replicates) {
                all.add(Half.of(files, place));
              }
              return floor(place, Half.of(base, place), all);
            })
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

  /** Of the prompts that all replicates have. */
  private static Iterator<LayerShift> floor(
      StateFiles.Place place, Half base, List<Half> replicates) {
    List<String> shared =
        replicates.get(0).prompts.keySet().stream()
            .filter(id -> replicates.stream().allMatch(one -> one.prompts.containsKey(id)))
            .toList();
    if (base.prompts.isEmpty() || shared.isEmpty()) {
      return Collections.emptyIterator();
    }
    float[][][] states =
        replicates.stream()
            .map(one -> shared.stream().map(one.prompts::get).toArray(float[][]::new))
            .toArray(float[][][]::new);
    return List.of(
            new LayerShift(place.layer(), place.depth(), StateShift.floor(states, base.centred())))
        .iterator();
  }

  private static Iterator<LayerShift> shift(StateFiles.Place place, Half base, Half other) {
    if (base.prompts.isEmpty() || other.prompts.isEmpty()) {
      return Collections.emptyIterator();
    }
    double mean =
        StateShift.mean(
            base.prompts.values().toArray(float[][]::new),
            other.prompts.values().toArray(float[][]::new),
            base.centred());
    return List.of(new LayerShift(place.layer(), place.depth(), mean)).iterator();
  }

  /** One model's states of a layer: prompts by id, neutral ones by id with their topics. */
  private record Half(Map<String, float[]> prompts, List<float[]> neutral, List<String> topics) {
    static Half of(StateFiles files, StateFiles.Place place) throws IOException {
      Map<String, float[]> prompts = new TreeMap<>();
      Map<String, StateRow> neutral = new TreeMap<>();
      try (StateRows rows = files.rows(place, Half::isPlain)) {
        while (rows.hasNext()) {
          StateRow row = rows.next();
          if (row.getRole().equals(SampledBank.PROMPT)) {
            prompts.put(row.getPromptId(), row.getState());
          } else {
            neutral.put(row.getPromptId(), row);
          }
        }
      }
      return new Half(
          prompts,
          new ArrayList<>(neutral.values().stream().map(StateRow::getState).toList()),
          neutral.values().stream().map(StateRow::getTopic).toList());
    }

    private static boolean isPlain(StateRow row) {
      return row.getCondition().equals(SampledBank.DEFAULT)
          && (row.getRole().equals(SampledBank.PROMPT)
              || row.getRole().equals(SampledBank.CALIBRATION));
    }

    CentredStates centred() {
      Calibration calibration = Calibration.of(neutral, topics);
      return new CentredStates(calibration.mean(), calibration.massive());
    }
  }
}
