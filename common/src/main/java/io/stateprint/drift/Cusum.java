package io.stateprint.drift;

import java.io.Serializable;

/**
 * The two-sided cumulative sum (Page 1954) of independent standard normal looks. Faster than the
 * e-process on small lasting shifts, but sure to raise a false alarm some day.
 *
 * @param up sum of what lies above the allowance, (looks)
 * @param down sum of what lies below, (looks)
 * @param limit of both
 */
public record Cusum(double[] up, double[] down, double limit) implements Serializable {
  /** Allowance: half of a shift of one standard deviation. */
  public static final double ALLOWANCE = 0.5;

  /** A limit that lets about 361 looks pass between false alarms. */
  public static final double LIMIT = 4.77;

  /**
   * Sums.
   *
   * @param z looks; of an estimated reference take {@link ReferenceRuns#recursive}
   * @param allowance k
   * @param limit h
   */
  public static Cusum of(double[] z, double allowance, double limit) {
    double[] up = new double[z.length];
    double[] down = new double[z.length];
    for (int t = 0; t < z.length; t++) {
      up[t] = Math.max(0, (t == 0 ? 0 : up[t - 1]) + z[t] - allowance);
      down[t] = Math.max(0, (t == 0 ? 0 : down[t - 1]) - z[t] - allowance);
    }
    return new Cusum(up, down, limit);
  }

  /** The first look at which a sum is above the limit; -1 where none is. */
  public int alarm() {
    for (int t = 0; t < up.length; t++) {
      if (up[t] > limit || down[t] > limit) {
        return t;
      }
    }
    return -1;
  }
}
