package io.stateprint.direction;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The few dimensions whose values dwarf all others: some value above 100, and above 1000 times the
 * median of all magnitudes (Sun et al. 2024, arXiv 2402.17762).
 */
public final class MassiveDimensions {
  private static final double MASSIVE = 100;
  private static final double MASSIVE_MEDIANS = 1000;

  private MassiveDimensions() {}

  /** Their indices, ascending, of states (n, D). */
  public static int[] of(List<float[]> states) {
    int width = states.get(0).length;
    float[] all = new float[states.size() * width];
    float[] largest = new float[width];
    int at = 0;
    for (float[] state : states) {
      for (int d = 0; d < width; d++) {
        float magnitude = Math.abs(state[d]);
        all[at++] = magnitude;
        largest[d] = Math.max(largest[d], magnitude);
      }
    }
    Arrays.sort(all);
    double median = (all[(all.length - 1) / 2] + (double) all[all.length / 2]) / 2;
    return IntStream.range(0, width)
        .filter(d -> largest[d] > MASSIVE && largest[d] > MASSIVE_MEDIANS * median)
        .toArray();
  }
}
