package io.stateprint.profile;

import java.io.Serializable;
import java.util.Arrays;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.stat.StatUtils;

/**
 * A 95% bootstrap interval.
 *
 * @param low lower end; NaN where no interval can be had
 * @param high upper end
 */
public record Interval(double low, double high) implements Serializable {
  /** No interval. */
  public static final Interval NONE = new Interval(Double.NaN, Double.NaN);

  private static final NormalDistribution NORMAL = new NormalDistribution(null, 0, 1);
  private static final double BIAS = 0.25;
  private static final double TAIL = 0.025;

  /** Percentiles 2.5 and 97.5 of the replicates. */
  public static Interval percentile(double[] replicates) {
    return percentile(replicates, Student.NORMAL);
  }

  /** The same from clusters of so many degrees of freedom, as {@link Student} says. */
  public static Interval percentile(double[] replicates, int freedom) {
    return percentile(replicates, TAIL, freedom);
  }

  /** The same with another share of the law on each side, such as 0.05 for a 90% interval. */
  public static Interval percentile(double[] replicates, double tail, int freedom) {
    double level = Student.level(tail, freedom);
    return between(replicates, level, 1 - level);
  }

  /**
   * Percentiles, corrected for bias and acceleration (BCa, Efron 1987) where the replicates' mean
   * is off by more than a quarter of their spread.
   *
   * @param replicates of the estimate
   * @param estimate itself
   * @param jackknife the estimate without each cluster in turn; its skewness is the acceleration
   */
  public static Interval of(double[] replicates, double estimate, double[] jackknife) {
    return of(replicates, estimate, jackknife, Student.NORMAL);
  }

  /** The same from clusters of so many degrees of freedom, as {@link Student} says. */
  public static Interval of(double[] replicates, double estimate, double[] jackknife, int freedom) {
    double spread = Math.sqrt(StatUtils.variance(replicates));
    if (spread == 0 || Math.abs(StatUtils.mean(replicates) - estimate) <= BIAS * spread) {
      return percentile(replicates, freedom);
    }
    double below =
        Arrays.stream(replicates).filter(value -> value < estimate).count()
            / (double) replicates.length;
    double least = 1.0 / (replicates.length + 1);
    double shift = NORMAL.inverseCumulativeProbability(Math.min(1 - least, Math.max(least, below)));
    double acceleration = acceleration(jackknife);
    double level = Student.level(TAIL, freedom);
    return between(
        replicates,
        corrected(shift, acceleration, level),
        corrected(shift, acceleration, 1 - level));
  }

  /** Whether the interval holds a value; an interval that is not there holds everything. */
  public boolean contains(double value) {
    return !(value < low || value > high);
  }

  private static double corrected(double shift, double acceleration, double level) {
    double sum = shift + NORMAL.inverseCumulativeProbability(level);
    return NORMAL.cumulativeProbability(shift + sum / (1 - acceleration * sum));
  }

  private static double acceleration(double[] jackknife) {
    double mean = StatUtils.mean(jackknife);
    double squares = 0;
    double cubes = 0;
    for (double value : jackknife) {
      squares += Math.pow(mean - value, 2);
      cubes += Math.pow(mean - value, 3);
    }
    return squares == 0 ? 0 : cubes / (6 * Math.pow(squares, 1.5));
  }

  private static Interval between(double[] replicates, double low, double high) {
    double[] sorted = replicates.clone();
    Arrays.sort(sorted);
    return new Interval(quantile(sorted, low), quantile(sorted, high));
  }

  /** Linear interpolation between order statistics, as NumPy's default. */
  private static double quantile(double[] sorted, double level) {
    double place = level * (sorted.length - 1);
    int below = (int) Math.floor(place);
    int above = Math.min(sorted.length - 1, below + 1);
    return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
  }
}
