package io.stateprint.inference;

import io.stateprint.profile.Interval;
import java.io.Serializable;
import java.util.Arrays;
import org.apache.commons.math3.stat.StatUtils;

/**
 * A number with its error, or the reason why there is none.
 *
 * @param value NaN where it cannot be had
 * @param error standard error from the draws; NaN where it cannot be had
 * @param interval at level 0.95; {@link Interval#NONE} where it cannot be had
 * @param why the value or the interval is missing; empty where both are there
 */
public record Estimate(double value, double error, Interval interval, String why)
    implements Serializable {
  private static final double ENOUGH = 0.95;

  /** No number. */
  public static Estimate none(String why) {
    return new Estimate(Double.NaN, Double.NaN, Interval.NONE, why);
  }

  /**
   * From replicates: percentiles, with BCa where the bias is above a quarter of the error.
   * Replicates that cannot be had are left out while they are fewer than one in twenty.
   *
   * @param value on the prompts as they are
   * @param replicates (B)
   * @param jackknife the value without each topic in turn, (G)
   * @param freedom degrees of freedom of the draws, {@link Clusters#freedom()}
   * @param why there is no value, for where it is NaN
   */
  public static Estimate of(
      double value, double[] replicates, double[] jackknife, int freedom, String why) {
    if (!Double.isFinite(value)) {
      return none(why);
    }
    double[] finite = Arrays.stream(replicates).filter(Double::isFinite).toArray();
    if (finite.length < ENOUGH * replicates.length || finite.length == 0) {
      return new Estimate(
          value,
          Double.NaN,
          Interval.NONE,
          Reasons.of("draws.few", finite.length, replicates.length));
    }
    double[] left = Arrays.stream(jackknife).filter(Double::isFinite).toArray();
    return new Estimate(
        value,
        Math.sqrt(StatUtils.variance(finite)),
        Interval.of(finite, value, left, freedom),
        "");
  }

  /** Whether there is a value. */
  public boolean present() {
    return Double.isFinite(value);
  }
}
