package io.stateprint.score;

import io.stateprint.direction.Calibration;
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
   * @param calibration of the layer
   * @param folds of the prompts
   * @param weights of the prompts, (P)
   * @param amount planted, in units of activations; the mean range is a sensible one
   */
  public static double recovery(
      float[][][] states, Calibration calibration, Folds folds, double[] weights, double amount) {
    float[][] moved = new float[states[0].length][];
    for (int fold = 0; fold < folds.count(); fold++) {
      double[] direction = direction(states, folds, weights, fold);
      for (int p = 0; p < moved.length; p++) {
        if (folds.of()[p] == fold) {
          moved[p] = moved(states[0][p], direction, amount);
        }
      }
    }
    double[] before = shifts(states[0], states, calibration, folds, weights);
    double[] after = shifts(moved, states, calibration, folds, weights);
    return IntStream.range(0, before.length)
        .mapToDouble(p -> (after[p] - before[p]) / amount)
        .average()
        .orElse(Double.NaN);
  }

  private static double[] shifts(
      float[][] base, float[][][] states, Calibration calibration, Folds folds, double[] weights) {
    StyleGram gram = StyleGram.of(base, states[1], states[2], calibration);
    return CrossFit.of(gram, folds, weights).shift();
  }

  private static double[] direction(float[][][] states, Folds folds, double[] weights, int fold) {
    double[] out = new double[states[0][0].length];
    for (int p = 0; p < weights.length; p++) {
      for (int d = 0; d < out.length && folds.of()[p] != fold; d++) {
        out[d] += weights[p] * ((double) states[1][p][d] - states[2][p][d]);
      }
    }
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
