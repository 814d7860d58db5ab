package io.stateprint.score;

import io.stateprint.inference.Folds;
import java.util.stream.IntStream;

/**
 * A check of the software: a known shift is added to base states along the direction that measures
 * them, and the measured shift is compared with it.
 */
public final class Injection {
  private Injection() {}

  /**
   * Measured over planted shift, mean over prompts; 1 but for the rounding of float32.
   *
   * @param states base, plus and minus states of one style, (3, P, D)
   * @param gram of the same states
   * @param folds of the prompts
   * @param weights of the prompts, (P)
   * @param amount planted, in units of activations; the mean range is a sensible one
   */
  public static double recovery(
      float[][][] states, StyleGram gram, Folds folds, double[] weights, double amount) {
    Columns differences = Columns.differences(states[1], states[2]);
    float[][] moved = new float[states[0].length][];
    for (int fold = 0; fold < folds.count(); fold++) {
      double[] direction = direction(differences, folds, weights, fold);
      for (int p = 0; p < moved.length; p++) {
        if (folds.of()[p] == fold) {
          moved[p] = moved(states[0][p], direction, amount);
        }
      }
    }
    int[] all = IntStream.range(0, moved.length).toArray();
    double[] before = CrossFit.of(gram, folds, weights).shift();
    double[] after =
        CrossFit.of(gram.with(all, moved, states[2], differences), folds, weights).shift();
    return IntStream.range(0, before.length)
        .mapToDouble(p -> (after[p] - before[p]) / amount)
        .average()
        .orElse(Double.NaN);
  }

  private static double[] direction(Columns differences, Folds folds, double[] weights, int fold) {
    double[] own = weights.clone();
    for (int p = 0; p < own.length; p++) {
      own[p] = folds.of()[p] == fold ? 0 : own[p];
    }
    double[] out = differences.sum(own);
    double square = 0;
    for (double value : out) {
      square += value * value;
    }
    for (int d = 0; d < out.length; d++) {
      out[d] /= Math.sqrt(square);
    }
    return out;
  }

  private static float[] moved(float[] state, double[] direction, double amount) {
    float[] out = new float[state.length];
    for (int d = 0; d < out.length; d++) {
      out[d] = (float) (state[d] + amount * direction[d]);
    }
    return out;
  }
}
