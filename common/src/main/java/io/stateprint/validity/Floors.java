package io.stateprint.validity;

import io.stateprint.inference.Quantiles;
import java.util.Arrays;

/** Differences between scores that mean nothing: what a real one must exceed. */
public final class Floors {
  private Floors() {}

  /**
   * The numeric floor F of V8: the quantile 0.95 of |D| over reruns that differ in type of numbers,
   * batch, order or kernels only.
   */
  public static double numeric(double[] differences) {
    return Quantiles.of(Arrays.stream(differences).map(Math::abs).toArray(), 0.95);
  }

  /** Largest less smallest score over paraphrase sets or templates, in points (V9). */
  public static double spread(double[] scores) {
    return Arrays.stream(scores).max().orElse(Double.NaN)
        - Arrays.stream(scores).min().orElse(Double.NaN);
  }

  /**
   * Share of rankings that flip (V9): over pairs of models and templates, how often the order under
   * a template is not that of the means; a tie is no flip. NaN for fewer than two models.
   *
   * @param scores (templates, models)
   */
  public static double flips(double[][] scores) {
    int models = scores[0].length;
    int flips = 0;
    int pairs = 0;
    for (int one = 0; one < models; one++) {
      for (int other = 0; other < one; other++) {
        double sum = 0;
        for (double[] row : scores) {
          sum += row[one] - row[other];
        }
        for (double[] row : scores) {
          flips += (row[one] - row[other]) * sum < 0 ? 1 : 0;
          pairs++;
        }
      }
    }
    return pairs == 0 ? Double.NaN : (double) flips / pairs;
  }
}
