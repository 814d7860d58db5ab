package io.stateprint.external;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Magnitudes in one layer.
 *
 * @param largest of each dimension over states (D)
 * @param median of all
 */
record Dimensions(double[] largest, double median) {
  static Dimensions of(List<float[]> states) {
    int width = states.get(0).length;
    double[] largest = new double[width];
    double[] all = new double[width * states.size()];
    for (int i = 0; i < all.length; i++) {
      all[i] = Math.abs(states.get(i / width)[i % width]);
      largest[i % width] = Math.max(largest[i % width], all[i]);
    }
    Arrays.sort(all);
    return new Dimensions(largest, (all[(all.length - 1) / 2] + all[all.length / 2]) / 2);
  }

  static String words(List<Integer> dimensions) {
    return dimensions.stream().map(String::valueOf).collect(Collectors.joining(", "));
  }
}
