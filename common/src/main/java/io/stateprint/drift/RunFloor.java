package io.stateprint.drift;

import java.util.Arrays;
import org.apache.commons.math3.distribution.TDistribution;
import org.apache.commons.math3.stat.StatUtils;

/** What a statistic of one more replicate would stay below. */
final class RunFloor {
  private RunFloor() {}

  /**
   * The upper prediction bound of a lognormal variable (Hahn and Meeker 1991, 4.8); the largest
   * value where one is 0.
   *
   * @param statistics of the replicates, not negative, (R)
   * @param alpha share of replicates beyond it
   */
  static double of(double[] statistics, double alpha) {
    double largest = StatUtils.max(statistics);
    if (StatUtils.min(statistics) <= 0) {
      return largest;
    }
    double[] logs = Arrays.stream(statistics).map(Math::log).toArray();
    double spread = Math.sqrt(StatUtils.variance(logs) * (1 + 1.0 / logs.length));
    double quantile =
        new TDistribution(null, logs.length - 1).inverseCumulativeProbability(1 - alpha);
    return Math.exp(StatUtils.mean(logs) + quantile * spread);
  }
}
