package io.stateprint.jobs.drift;

import io.stateprint.drift.LayerStatesOfRuns;
import io.stateprint.drift.LayerWatch;
import io.stateprint.drift.WatchPlan;
import io.stateprint.jobs.style.LayerBank;
import io.stateprint.jobs.tables.StateFiles;
import io.stateprint.jobs.tables.StateRow;
import io.stateprint.personality.SampledBank;
import io.stateprint.storage.InputException;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Compares all runs at one layer: its states are in memory until it is done. Travels to executors.
 *
 * @param modelId for messages
 * @param runs files of their states
 * @param plan what is watched
 */
record WatchLayer(String modelId, Runs runs, WatchPlan plan) implements Serializable {
  private static final Set<String> ROLES =
      Set.of(SampledBank.PROMPT, SampledBank.CALIBRATION, "anchor");

  /**
   * Files of runs.
   *
   * @param reference that was repeated
   * @param current run
   * @param replicates in order
   * @param replay of the first one; null where there is none
   * @param looks of the series, in order
   */
  record Runs(
      StateFiles reference,
      StateFiles current,
      List<StateFiles> replicates,
      @Nullable StateFiles replay,
      List<StateFiles> looks)
      implements Serializable {}

  /**
   * The layer.
   *
   * @throws InputException which names the model and the layer
   */
  Iterator<LayerWatch> call(StateFiles.Place place) throws IOException {
    LayerStatesOfRuns states =
        new LayerStatesOfRuns(
            place.layer(),
            place.depth(),
            LayerBank.read(runs.reference(), place, WatchLayer::isCompared),
            LayerBank.read(runs.current(), place, WatchLayer::isCompared),
            banks(runs.replicates(), place, WatchLayer::isCompared),
            runs.replay() == null
                ? Optional.empty()
                : Optional.of(LayerBank.read(runs.replay(), place, WatchLayer::isCompared)),
            banks(runs.looks(), place, isKey()));
    try {
      return List.of(LayerWatch.of(states, plan)).iterator();
    } catch (InputException | IllegalArgumentException e) {
      throw new InputException(
          "Cannot watch drift of model %s at layer %d: %s"
              .formatted(modelId, place.layer(), e.getMessage()),
          e);
    }
  }

  private static List<SampledBank> banks(
      List<StateFiles> runs, StateFiles.Place place, Predicate<StateRow> wanted)
      throws IOException {
    List<SampledBank> banks = new ArrayList<>();
    for (StateFiles files : runs) {
      banks.add(LayerBank.read(files, place, wanted));
    }
    return banks;
  }

  private static boolean isCompared(StateRow row) {
    return ROLES.contains(row.getRole());
  }

  /** Of the runs of a series only the key prompts are looked at. */
  private Predicate<StateRow> isKey() {
    Set<String> keys = new HashSet<>(plan.prompts());
    return row ->
        isCompared(row)
            && row.getCondition().equals(SampledBank.DEFAULT)
            && keys.contains(row.getPromptId());
  }
}
