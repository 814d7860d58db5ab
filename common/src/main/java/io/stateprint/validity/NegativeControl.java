package io.stateprint.validity;

import java.util.Arrays;
import org.apache.commons.math3.distribution.TDistribution;
import org.apache.commons.math3.stat.StatUtils;

/**
 * The mean AUC of things that mean nothing, with its error over repetitions (Student's t). A single
 * repetition says little: its AUC is off 0.5 by chance, the more the wider a style's range is and
 * the fewer effective dimensions states have. So neither the furthest layer nor one draw counts: a
 * repetition's AUC is its mean over the band's layers, which share what is drawn, and the control
 * is the mean over repetitions.
 *
 * @param auc mean AUC
 * @param half half the width of its 99% interval
 */
public record NegativeControl(double auc, double half) {
  private static final double LEVEL = 0.995;

  /**
   * Of the AUCs at the layers of a band.
   *
   * @param aucs (layers, repetitions); a layer without repetitions is left out
   */
  public static NegativeControl of(double[][] aucs) {
    double[][] there = Arrays.stream(aucs).filter(row -> row.length > 1).toArray(double[][]::new);
    if (there.length == 0) {
      return new NegativeControl(Double.NaN, Double.NaN);
    }
    double[] means = new double[there[0].length];
    for (double[] row : there) {
      for (int n = 0; n < means.length; n++) {
        means[n] += row[n] / there.length;
      }
    }
    double quantile =
        new TDistribution(null, means.length - 1.0).inverseCumulativeProbability(LEVEL);
    return new NegativeControl(
        StatUtils.mean(means), quantile * Math.sqrt(StatUtils.variance(means) / means.length));
  }

  /** How far the interval keeps from 0.5; 0 where it holds 0.5. */
  public double off() {
    return Double.isNaN(auc) ? Double.NaN : Math.max(0, Math.abs(auc - 0.5) - half);
  }
}
