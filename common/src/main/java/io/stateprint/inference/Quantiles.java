package io.stateprint.inference;

import java.util.Arrays;
import org.apache.commons.math3.stat.descriptive.rank.Percentile;
import org.apache.commons.math3.stat.descriptive.rank.Percentile.EstimationType;

/** Quantiles with linear interpolation between order statistics (type 7, as NumPy's default). */
public final class Quantiles {
  private Quantiles() {}

  /** The quantile at a level in 0..1; NaN of no values, or where one is. */
  public static double of(double[] values, double level) {
    if (values.length == 0 || Arrays.stream(values).anyMatch(Double::isNaN)) {
      return Double.NaN;
    }
    Percentile percentile = new Percentile().withEstimationType(EstimationType.R_7);
    return level <= 0
        ? Arrays.stream(values).min().orElseThrow()
        : percentile.evaluate(values, 100 * level);
  }

  /** The median. */
  public static double median(double[] values) {
    return of(values, 0.5);
  }
}
