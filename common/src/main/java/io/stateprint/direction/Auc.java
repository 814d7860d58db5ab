package io.stateprint.direction;

import java.io.Serializable;
import java.util.Arrays;

/**
 * The share of (own, other) pairs in which the own score is higher, ties half: the Mann-Whitney
 * form of the area under the ROC curve.
 *
 * @param value in 0..1; NaN where there is nothing to compare
 * @param low lower end of the 95% interval
 * @param high upper end
 */
public record Auc(double value, double low, double high) implements Serializable {
  private static final double Z = 1.959963984540054;

  /** Computes it; the interval is that of Hanley and McNeil 1982 (Radiology 143:29). */
  static Auc of(double[] own, double[] other) {
    if (own.length == 0 || other.length == 0) {
      return new Auc(Double.NaN, Double.NaN, Double.NaN);
    }
    return of(wins(own, other) / own.length / other.length, own.length, other.length);
  }

  /** One that was counted elsewhere, with the interval for so many own and other scores. */
  public static Auc of(double auc, int own, int other) {
    double half = Z * standardError(auc, own, other);
    return new Auc(auc, Math.max(0, auc - half), Math.min(1, auc + half));
  }

  /** The standard error of Hanley and McNeil 1982. */
  public static double standardError(double auc, int own, int other) {
    double q1 = auc / (2 - auc);
    double q2 = 2 * auc * auc / (1 + auc);
    double variance =
        (auc * (1 - auc) + (own - 1) * (q1 - auc * auc) + (other - 1) * (q2 - auc * auc))
            / own
            / other;
    return Math.sqrt(Math.max(0, variance));
  }

  /** Pairs in which the own score is higher, ties half: the statistic U of Mann and Whitney. */
  public static double wins(double[] own, double[] other) {
    double[] sorted = other.clone();
    Arrays.sort(sorted);
    double wins = 0;
    for (double score : own) {
      wins += (below(sorted, score) + atMost(sorted, score)) / 2.0;
    }
    return wins;
  }

  private static int below(double[] sorted, double score) {
    int low = 0;
    int high = sorted.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (sorted[middle] < score) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private static int atMost(double[] sorted, double score) {
    return below(sorted, Math.nextUp(score));
  }
}
