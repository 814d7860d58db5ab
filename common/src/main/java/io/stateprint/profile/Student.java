package io.stateprint.profile;

import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.distribution.TDistribution;

/**
 * What few clusters do to an interval: its error is itself an estimate, so that quantiles of the
 * normal law are too near. Replicates of a bootstrap scatter as the normal law does; their
 * percentiles are therefore read further out, where Student's law puts them (expanded percentiles;
 * Hesterberg 2015, The American Statistician 69:371). Degrees of freedom are clusters less strata,
 * here topics less categories (Korn and Graubard 1990, The American Statistician 44:270).
 */
public final class Student {
  /** Of replicates that need no correction. */
  public static final int NORMAL = Integer.MAX_VALUE;

  private static final NormalDistribution LAW = new NormalDistribution(null, 0, 1);
  private static final int AS_NORMAL = 100_000;

  private Student() {}

  /**
   * The level at which percentiles of replicates have to be read.
   *
   * @param level in 0..1 that is meant, such as 0.025
   * @param freedom degrees of freedom, 1 or more
   */
  public static double level(double level, int freedom) {
    return freedom >= AS_NORMAL
        ? level
        : LAW.cumulativeProbability(
            new TDistribution(null, freedom).inverseCumulativeProbability(level));
  }

  /**
   * How many standard errors stand for so many of the normal law.
   *
   * @param critical of the normal law, not below 0
   * @param freedom degrees of freedom, 1 or more
   */
  public static double widened(double critical, int freedom) {
    return freedom >= AS_NORMAL || Double.isNaN(critical)
        ? critical
        : -new TDistribution(null, freedom)
            .inverseCumulativeProbability(LAW.cumulativeProbability(-critical));
  }
}
