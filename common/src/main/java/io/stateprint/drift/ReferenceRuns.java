package io.stateprint.drift;

import io.stateprint.evidence.TooFewException;
import io.stateprint.inference.Reasons;
import io.stateprint.storage.InputException;
import java.io.Serializable;
import java.util.Arrays;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.distribution.TDistribution;
import org.apache.commons.math3.stat.StatUtils;

/**
 * Scores of the reference's runs, beside which later runs of a series are standardised.
 *
 * @param scores one a run, (R)
 */
public record ReferenceRuns(double[] scores) implements Serializable {
  private static final NormalDistribution NORMAL = new NormalDistribution(null, 0, 1);
  private static final int LEAST_RUNS = 3;
  private static final double LEAST_TAIL = 1e-15;

  public ReferenceRuns {
    TooFewException.require("watch a series", "runs of the reference", scores.length, LEAST_RUNS);
    if (!(StatUtils.variance(scores) > 0)) {
      throw new InputException("Cannot watch a series: " + obstacle(scores));
    }
  }

  /** Why scores cannot be a reference; empty where they can. */
  static String obstacle(double[] scores) {
    if (scores.length < LEAST_RUNS) {
      return Reasons.of("series.few", scores.length, LEAST_RUNS);
    }
    return StatUtils.variance(scores) > 0
        ? ""
        : Reasons.of("series.flat", scores.length, scores[0]);
  }

  /**
   * A run's score as a standard normal deviate: Student's t of its distance to the reference's
   * mean, for the mean and the spread are estimates. Right for one look; looks share the
   * reference's error, so their sum is not a sum of independent deviates.
   */
  public double standardised(double score) {
    return deviate(score, StatUtils.mean(scores), StatUtils.variance(scores), scores.length);
  }

  /**
   * Each look beside the reference and all looks before it: independent standard normal deviates
   * when nothing changes (Q charts, Quesenberry 1991, Journal of Quality Technology 23:213). A
   * change that lasts fades, for later looks are compared with changed ones too.
   *
   * @param series (looks)
   */
  public double[] recursive(double[] series) {
    double[] out = new double[series.length];
    double mean = StatUtils.mean(scores);
    double squares = StatUtils.variance(scores) * (scores.length - 1);
    int count = scores.length;
    for (int t = 0; t < series.length; t++) {
      out[t] = deviate(series[t], mean, squares / (count - 1), count);
      count++;
      double step = series[t] - mean;
      mean += step / count;
      squares += step * (series[t] - mean);
    }
    return out;
  }

  /** Scores in units of the reference's spread from its mean, (looks). */
  double[] plain(double[] series) {
    double mean = StatUtils.mean(scores);
    double spread = Math.sqrt(StatUtils.variance(scores));
    return Arrays.stream(series).map(score -> (score - mean) / spread).toArray();
  }

  private static double deviate(double score, double mean, double variance, int count) {
    double t = (score - mean) / Math.sqrt(variance * (1 + 1.0 / count));
    double tail = new TDistribution(null, count - 1).cumulativeProbability(-Math.abs(t));
    double deviate = -NORMAL.inverseCumulativeProbability(Math.max(LEAST_TAIL, tail));
    return Math.copySign(deviate, t);
  }
}
