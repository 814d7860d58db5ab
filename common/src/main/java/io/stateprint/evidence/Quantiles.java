package io.stateprint.evidence;

import org.apache.commons.math3.stat.descriptive.rank.Percentile;
import org.apache.commons.math3.stat.descriptive.rank.Percentile.EstimationType;
import org.apache.commons.math3.stat.ranking.NaNStrategy;

/** Quantiles by linear interpolation between order statistics (type 7), as NumPy's default. */
public final class Quantiles {
  private static final double PERCENT = 100;

  private Quantiles() {}

  /** The quantile of a level in (0, 1]; infinite values keep their place. */
  public static double of(double[] values, double level) {
    return new Percentile()
        .withEstimationType(EstimationType.R_7)
        .withNaNStrategy(NaNStrategy.FAILED)
        .evaluate(values, level * PERCENT);
  }

  /** The median. */
  public static double median(double[] values) {
    return of(values, 0.5);
  }
}
