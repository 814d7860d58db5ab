package io.stateprint.jobs.report;

import io.stateprint.direction.Calibration;
import io.stateprint.geometry.PrincipalPlane;
import io.stateprint.jobs.tables.StateRow;
import io.stateprint.storage.InputException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Maps one layer of a model; its states are in memory until it is mapped.
 *
 * @param modelId for messages
 * @param places prompt and condition of every point, in order
 * @param seed of the start
 */
record MapLayer(String modelId, List<Place> places, long seed) implements Serializable {
  private static final int FEWEST_TOPICS = 2;

  /** A prompt under a condition. */
  record Place(String promptId, String condition) implements Serializable {}

  /** Points of the map, and the neutral prompts that tell massive dimensions. */
  Predicate<StateRow> wanted() {
    Set<Place> points = Set.copyOf(places);
    return row ->
        row.getRole().equals("calibration")
            || (row.getRole().equals("prompt")
                && points.contains(new Place(row.getPromptId(), row.getCondition())));
  }

  /** The map; none where there are no rows. */
  Iterator<MappedLayer> call(Iterator<StateRow> rows) {
    Map<Place, float[]> states = new HashMap<>();
    Map<String, StateRow> neutral = new HashMap<>();
    int layer = -1;
    while (rows.hasNext()) {
      StateRow row = rows.next();
      layer = row.getLayer();
      if (row.getRole().equals("calibration")) {
        neutral.put(row.getPromptId(), row);
      } else {
        states.put(new Place(row.getPromptId(), row.getCondition()), row.getState());
      }
    }
    return layer < 0
        ? Collections.emptyIterator()
        : List.of(
                new MappedLayer(
                    layer, PrincipalPlane.of(ordered(layer, states), massive(neutral), seed)))
            .iterator();
  }

  private float[][] ordered(int layer, Map<Place, float[]> states) {
    List<float[]> out = new ArrayList<>();
    for (Place place : places) {
      float[] state = states.get(place);
      if (state == null) {
        throw new InputException(
            "Cannot map the states of model %s: layer %d has none of prompt %s under %s; sample it under another sweep.run-id"
                .formatted(modelId, layer, place.promptId(), place.condition()));
      }
      for (float value : state) {
        if (!Float.isFinite(value)) {
          throw new InputException(
              "Cannot map the states of model %s: at layer %d that of prompt %s under %s is not finite; sample it with sweep.precision = float32 under another sweep.run-id"
                  .formatted(modelId, layer, place.promptId(), place.condition()));
        }
      }
      out.add(state);
    }
    return out.toArray(float[][]::new);
  }

  /** Dimensions that would be the whole map; none where no neutral prompts tell them. */
  private static int[] massive(Map<String, StateRow> neutral) {
    List<StateRow> all =
        neutral.entrySet().stream()
            .sorted(Map.Entry.comparingByKey())
            .map(Map.Entry::getValue)
            .toList();
    List<String> topics = all.stream().map(StateRow::getTopic).toList();
    return topics.stream().distinct().count() < FEWEST_TOPICS
        ? new int[0]
        : Calibration.of(all.stream().map(StateRow::getState).toList(), topics).massive();
  }
}
