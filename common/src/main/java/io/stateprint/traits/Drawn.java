package io.stateprint.traits;

import io.stateprint.inference.Estimate;
import io.stateprint.profile.Interval;
import java.io.Serializable;
import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import org.apache.commons.math3.stat.StatUtils;
import org.jspecify.annotations.Nullable;

/**
 * A number with its replicates, or the reason why there is none.
 *
 * @param estimate of it
 * @param replicates from draws that all models of the same prompts share, (B); empty where there is
 *     no number
 * @param freedom degrees of freedom of those draws
 * @param lacking why there is none; null where there is one
 */
public record Drawn(Estimate estimate, double[] replicates, int freedom, @Nullable Lacking lacking)
    implements Serializable {
  private static final double ENOUGH = 0.95;

  /** No number. */
  public static Drawn none(Lacking lacking) {
    return new Drawn(Estimate.none(lacking.text()), new double[0], 0, lacking);
  }

  /**
   * A number with an interval of percentiles.
   *
   * @param value NaN where opposite instructions do not move prompts apart
   * @param replicates of it, (B); fewer than one in twenty may be missing
   * @param freedom degrees of freedom of the draws
   */
  public static Drawn of(double value, double[] replicates, int freedom) {
    double[] finite = Arrays.stream(replicates).filter(Double::isFinite).toArray();
    if (!Double.isFinite(value)) {
      return none(Lacking.NO_RANGE);
    }
    return finite.length < ENOUGH * replicates.length || finite.length == 0
        ? none(Lacking.FEW_DRAWS)
        : new Drawn(
            new Estimate(
                value,
                Math.sqrt(StatUtils.variance(finite)),
                Interval.percentile(finite, freedom),
                ""),
            replicates,
            freedom,
            null);
  }

  /** A number whose estimate was made elsewhere. */
  public static Drawn of(Estimate estimate, double[] replicates, int freedom) {
    return estimate.present() && Double.isFinite(estimate.interval().low())
        ? new Drawn(estimate, replicates, freedom, null)
        : none(estimate.present() ? Lacking.FEW_DRAWS : Lacking.NO_RANGE);
  }

  /** Whether there is a number. */
  public boolean present() {
    return lacking == null;
  }

  /** The value; NaN where there is none. */
  public double value() {
    return estimate.value();
  }

  /** The same number on another scale. */
  public Drawn map(DoubleUnaryOperator scale) {
    return lacking == null
        ? of(
            scale.applyAsDouble(estimate.value()),
            Arrays.stream(replicates).map(scale).toArray(),
            freedom)
        : this;
  }
}
