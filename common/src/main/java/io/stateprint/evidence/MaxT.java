package io.stateprint.evidence;

import io.stateprint.inference.Quantiles;
import io.stateprint.profile.Interval;
import io.stateprint.profile.Student;
import java.io.Serializable;
import java.util.Arrays;
import org.apache.commons.math3.stat.StatUtils;

/**
 * Bounds that hold for m estimates at once: the quantile of the largest studentised deviation of
 * their shared bootstrap replicates (max-T; Romano and Wolf 2005, Econometrica 73:1237).
 *
 * @param estimates (m)
 * @param spreads standard errors, (m)
 * @param critical how many standard errors the bounds are away
 */
public record MaxT(double[] estimates, double[] spreads, double critical) implements Serializable {
  /**
   * Finds the bounds.
   *
   * @param estimates (m)
   * @param replicates of each, from the same draws, (m, R)
   * @param level such as 0.95
   * @param freedom degrees of freedom of the draws, {@link TopicDraws#freedom()}
   */
  public static MaxT of(double[] estimates, double[][] replicates, double level, int freedom) {
    double[] spreads =
        Arrays.stream(replicates).mapToDouble(r -> Math.sqrt(StatUtils.variance(r))).toArray();
    double[] largest = new double[replicates[0].length];
    for (int j = 0; j < estimates.length; j++) {
      if (spreads[j] > 0) {
        for (int r = 0; r < largest.length; r++) {
          largest[r] = Math.max(largest[r], Math.abs(replicates[j][r] - estimates[j]) / spreads[j]);
        }
      }
    }
    return new MaxT(estimates, spreads, Student.widened(Quantiles.of(largest, level), freedom));
  }

  /** The bounds of one estimate. */
  public Interval interval(int index) {
    double half = critical * spreads[index];
    return new Interval(estimates[index] - half, estimates[index] + half);
  }

  /** How far from zero an estimate is at least; 0 where its bounds hold zero. */
  public double least(int index) {
    return Math.max(0, Math.abs(estimates[index]) - critical * spreads[index]);
  }
}
