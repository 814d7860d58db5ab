package io.stateprint.page;

import io.stateprint.inference.Estimate;
import io.stateprint.profile.Interval;

/**
 * Estimates with their 95% intervals; NaN where there is none.
 *
 * @param e estimates, one a place
 * @param l lower ends
 * @param h upper ends
 */
public record Curve(double[] e, double[] l, double[] h) {
  /** A curve of so many places without a number. */
  public static Curve empty(int places) {
    Curve curve = new Curve(new double[places], new double[places], new double[places]);
    for (int i = 0; i < places; i++) {
      curve.put(i, Double.NaN, Interval.NONE);
    }
    return curve;
  }

  /** Puts a number at a place. */
  public void put(int place, double estimate, Interval interval) {
    e[place] = estimate;
    l[place] = interval.low();
    h[place] = interval.high();
  }

  /**
   * One number.
   *
   * @param e estimate
   * @param l lower end of its interval
   * @param h upper end
   */
  public record Point(double e, double l, double h) {
    /** A number with an interval. */
    public static Point of(double value, Interval interval) {
      return new Point(value, interval.low(), interval.high());
    }

    /** An estimate. */
    public static Point of(Estimate estimate) {
      return of(estimate.value(), estimate.interval());
    }
  }
}
