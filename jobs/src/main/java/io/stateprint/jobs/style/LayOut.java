package io.stateprint.jobs.style;

import io.stateprint.direction.Calibration;
import io.stateprint.geometry.CentredStates;
import io.stateprint.geometry.Layout;
import io.stateprint.jobs.tables.StateRow;
import io.stateprint.personality.SampledBank;
import io.stateprint.profile.PromptKey;
import io.stateprint.storage.InputException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.spark.api.java.function.FlatMapGroupsFunction;

/**
 * Turns the states of one layer into a layout of the prompts, centred by the neutral prompts.
 *
 * @param modelId for messages
 * @param prompts in the order of the layout
 * @param places layer of each pair of layers, in the order of the pairs
 */
record LayOut(String modelId, List<PromptKey> prompts, List<Integer> places)
    implements FlatMapGroupsFunction<Integer, StateRow, PlacedLayout> {
  @Override
  public Iterator<PlacedLayout> call(Integer layer, Iterator<StateRow> rows) {
    Map<String, float[]> states = new HashMap<>();
    TreeMap<String, StateRow> neutral = new TreeMap<>();
    double depth = 0;
    while (rows.hasNext()) {
      StateRow row = rows.next();
      depth = row.getDepth();
      if (row.getRole().equals(SampledBank.CALIBRATION)) {
        neutral.put(row.getPromptId(), row);
      } else {
        states.put(row.getPromptId(), row.getState());
      }
    }
    Layout layout = Layout.of(layer, depth, ordered(states), scale(List.copyOf(neutral.values())));
    return IntStream.range(0, places.size())
        .filter(place -> places.get(place).equals(layer))
        .mapToObj(place -> new PlacedLayout(place, layout))
        .iterator();
  }

  private float[][] ordered(Map<String, float[]> states) {
    List<float[]> out = new ArrayList<>();
    for (PromptKey key : prompts) {
      float[] state = states.get(key.id());
      if (state == null) {
        throw new InputException(
            "Cannot compare the layout of model %s: prompt %s has no state under %s; sample it under another sweep.run-id"
                .formatted(modelId, key.id(), SampledBank.DEFAULT));
      }
      out.add(Objects.requireNonNull(state));
    }
    return out.toArray(float[][]::new);
  }

  private static CentredStates scale(List<StateRow> neutral) {
    Calibration calibration =
        Calibration.of(
            neutral.stream().map(StateRow::getState).toList(),
            neutral.stream().map(StateRow::getTopic).toList());
    return new CentredStates(calibration.mean(), calibration.massive());
  }
}
