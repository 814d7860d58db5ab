package io.stateprint.direction;

import io.stateprint.storage.InputException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a neutral calibration set Q says of one layer: where states lie, and which dimensions are
 * massive. Massive dimensions are left out of cosines only; paired differences keep them.
 *
 * @param mean grand mean m, balanced over topics: the mean of the topics' means, (D)
 * @param massive indices of massive dimensions, ascending
 * @param topics how many topics it rests on
 */
public record Calibration(double[] mean, int[] massive, int topics) {
  private static final int FEWEST = 2;

  /**
   * Calibrates.
   *
   * @param states of Q, (Q, D)
   * @param topics of each of them, (Q)
   * @throws InputException for fewer than two topics
   */
  public static Calibration of(List<float[]> states, List<String> topics) {
    if (states.size() != topics.size()) {
      throw new IllegalArgumentException(
          "%d states of %d topics".formatted(states.size(), topics.size()));
    }
    Map<String, List<float[]>> groups = new TreeMap<>();
    for (int i = 0; i < states.size(); i++) {
      groups.computeIfAbsent(topics.get(i), key -> new ArrayList<>()).add(states.get(i));
    }
    if (groups.size() < FEWEST) {
      throw new InputException(
          "Cannot calibrate a layer: the calibration set has topics %s; %d or more are needed"
              .formatted(groups.keySet(), FEWEST));
    }
    double[][] means = groups.values().stream().map(Vectors::mean).toArray(double[][]::new);
    return new Calibration(Vectors.meanOf(means), MassiveDimensions.of(states), groups.size());
  }

  /** The share of a vector's squared length that lies in massive dimensions, in 0..1. */
  public double massiveShare(double[] vector) {
    double inside = 0;
    for (int d : massive) {
      inside += vector[d] * vector[d];
    }
    return inside / Vectors.dot(vector, vector);
  }
}
