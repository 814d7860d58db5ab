package io.stateprint.direction;

import java.util.List;
import java.util.Random;

/**
 * How alike any two states are: the mean cosine over random pairs (Ethayarajh 2019, arXiv
 * 1909.00512). A raw cosine says nothing before it is compared with this.
 */
public final class Anisotropy {
  private static final int PAIRS = 500;

  private Anisotropy() {}

  /** The mean over random pairs of different states; NaN where there are fewer than two. */
  public static double of(List<float[]> states, long seed) {
    if (states.size() < 2) {
      return Double.NaN;
    }
    Random random = new Random(seed);
    double sum = 0;
    for (int pair = 0; pair < PAIRS; pair++) {
      int one = random.nextInt(states.size());
      int two = (one + 1 + random.nextInt(states.size() - 1)) % states.size();
      sum += cosine(states.get(one), states.get(two));
    }
    return sum / PAIRS;
  }

  private static double cosine(float[] a, float[] b) {
    double dot = 0;
    double left = 0;
    double right = 0;
    for (int d = 0; d < a.length; d++) {
      dot += (double) a[d] * b[d];
      left += (double) a[d] * a[d];
      right += (double) b[d] * b[d];
    }
    return dot / Math.sqrt(left * right);
  }
}
