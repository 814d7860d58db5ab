package io.stateprint.inference;

import io.stateprint.profile.Interval;
import io.stateprint.profile.Student;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.math3.stat.StatUtils;

/**
 * Intervals that hold for all members of a family at once: estimate +- c se, with c the quantile of
 * the largest |replicate - estimate| / se over the family (bootstrap max-|t|), taken to Student's
 * law where topics are few.
 *
 * @param intervals one a member, (M)
 * @param critical c
 */
public record Simultaneous(List<Interval> intervals, double critical) {
  /** The level of an interval. */
  public static final double LEVEL = 0.95;

  /**
   * Computes them at level 0.95.
   *
   * @param estimates (M)
   * @param replicates from the same draws, (M, B); a draw that lacks a member is left out
   * @param freedom degrees of freedom of the draws
   */
  public static Simultaneous of(double[] estimates, double[][] replicates, int freedom) {
    return of(estimates, replicates, LEVEL, freedom);
  }

  /** Computes them at a level; a member whose replicates do not vary has its estimate only. */
  public static Simultaneous of(double[] estimates, double[][] all, double level, int freedom) {
    double[][] replicates = finite(all);
    double[] errors = new double[estimates.length];
    for (int m = 0; m < errors.length; m++) {
      errors[m] = Math.sqrt(StatUtils.variance(replicates[m]));
    }
    double[] largest =
        IntStream.range(0, replicates[0].length)
            .mapToDouble(b -> largest(estimates, replicates, errors, b))
            .toArray();
    double critical = Student.widened(Quantiles.of(largest, level), freedom);
    List<Interval> out = new ArrayList<>();
    for (int m = 0; m < errors.length; m++) {
      out.add(
          new Interval(estimates[m] - critical * errors[m], estimates[m] + critical * errors[m]));
    }
    return new Simultaneous(out, critical);
  }

  private static double[][] finite(double[][] all) {
    int[] kept =
        IntStream.range(0, all[0].length)
            .filter(b -> Arrays.stream(all).allMatch(row -> Double.isFinite(row[b])))
            .toArray();
    return Arrays.stream(all)
        .map(row -> IntStream.of(kept).mapToDouble(b -> row[b]).toArray())
        .toArray(double[][]::new);
  }

  private static double largest(
      double[] estimates, double[][] replicates, double[] errors, int draw) {
    double most = 0;
    for (int m = 0; m < errors.length; m++) {
      if (errors[m] > 0) {
        most = Math.max(most, Math.abs(replicates[m][draw] - estimates[m]) / errors[m]);
      }
    }
    return most;
  }
}
