package io.stateprint.jobs.sample;

import io.stateprint.jobs.tables.StateRow;
import io.stateprint.jobs.tables.TokenRow;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** States of a few texts, sampled in this process and kept in memory: no store, no Spark. */
public final class LastStates {
  private LastStates() {}

  /**
   * States of a plan's texts under its first pooling.
   *
   * @return by sampled layer, then in the order of the texts, (L, P, D)
   */
  public static List<List<float[]>> of(ModelPlan plan) {
    Map<String, Integer> place = new HashMap<>();
    for (TokenRow row : plan.tokens()) {
      place.put(row.promptId(), place.size());
    }
    int[] layers = plan.run().layers();
    float[][][] states = new float[layers.length][place.size()][];
    for (Part part : plan.parts()) {
      try (SampledRows rows = SampledRows.open(plan.run(), part, (bytes, found) -> {})) {
        while (rows.hasNext()) {
          StateRow row = rows.next();
          int layer = Arrays.binarySearch(layers, row.getLayer());
          states[layer][Objects.requireNonNull(place.get(row.getPromptId()))] = row.getState();
        }
      }
    }
    List<List<float[]>> out = new ArrayList<>();
    for (float[][] layer : states) {
      out.add(List.of(layer));
    }
    return out;
  }
}
