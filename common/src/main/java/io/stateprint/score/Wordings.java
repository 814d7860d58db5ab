package io.stateprint.score;

import io.stateprint.direction.Calibration;
import io.stateprint.inference.Clusters;
import io.stateprint.inference.Folds;
import io.stateprint.storage.InputException;
import java.util.Arrays;

/**
 * Whether a direction rests on the words of its instructions: each wording is scored by directions
 * of the others, with fixed points of its own (leave one wording out).
 *
 * @param auc of each wording that was left out, (W)
 * @param percent P_k of each, (W)
 */
public record Wordings(double[] auc, double[] percent) {
  private static final int FEWEST = 2;

  /**
   * Computes it.
   *
   * @param base states under no instruction, (P, D)
   * @param plus under each wording of the amplifying instruction, (W, P, D)
   * @param minus under each wording of the suppressing one, (W, P, D)
   * @param calibration of the layer
   * @param clusters of the prompts
   * @throws InputException for fewer than two wordings
   */
  public static Wordings of(
      float[][] base,
      float[][][] plus,
      float[][][] minus,
      Calibration calibration,
      Clusters clusters) {
    if (plus.length < FEWEST || minus.length != plus.length) {
      throw new InputException(
          "Cannot leave a wording out: there are %d and %d, %d or more of each are needed"
              .formatted(plus.length, minus.length, FEWEST));
    }
    Folds folds = Folds.five(clusters);
    double[] weights = clusters.observed();
    double[] auc = new double[plus.length];
    double[] percent = new double[plus.length];
    for (int w = 0; w < auc.length; w++) {
      float[][][] trained = {without(plus, w), without(minus, w)};
      StyleGram gram =
          StyleGram.across(new float[][][] {base, plus[w], minus[w]}, trained, calibration);
      CrossFit fit = CrossFit.of(gram, folds, weights);
      auc[w] = fit.auc(folds.of()).value();
      percent[w] = fit.percent(weights);
    }
    return new Wordings(auc, percent);
  }

  /** The least AUC. */
  public double leastAuc() {
    return Arrays.stream(auc).min().orElse(Double.NaN);
  }

  /** Largest less smallest P_k, in points. */
  public double spread() {
    return Arrays.stream(percent).max().orElse(Double.NaN)
        - Arrays.stream(percent).min().orElse(Double.NaN);
  }

  /** The mean of the states under all wordings but one, (P, D). */
  private static float[][] without(float[][][] states, int left) {
    float[][] out = new float[states[0].length][];
    for (int p = 0; p < out.length; p++) {
      double[] sum = new double[states[0][0].length];
      for (int w = 0; w < states.length; w++) {
        if (w != left) {
          float[] state = states[w][p];
          for (int d = 0; d < sum.length; d++) {
            sum[d] += state[d];
          }
        }
      }
      out[p] = new float[sum.length];
      for (int d = 0; d < sum.length; d++) {
        out[p][d] = (float) (sum[d] / (states.length - 1));
      }
    }
    return out;
  }
}
