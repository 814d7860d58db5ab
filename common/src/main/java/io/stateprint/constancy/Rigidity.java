package io.stateprint.constancy;

import io.stateprint.evidence.TooFewException;
import io.stateprint.inference.Estimate;
import io.stateprint.inference.Quantiles;
import io.stateprint.inference.Reasons;
import io.stateprint.profile.Interval;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.math3.stat.StatUtils;

/** How little a model follows a style instruction, beside a panel of models. */
public final class Rigidity {
  /** Fewer models make no panel. */
  public static final int LEAST_MODELS = 4;

  private static final double ENOUGH = 0.95;

  private Rigidity() {}

  /**
   * 1 - d' of each model over the median d' of the panel: 0 as the panel, 1 not at all, below 0
   * more than the panel.
   *
   * @param strengths d' of one style, one a model, (M)
   */
  public static double[] of(double[] strengths) {
    TooFewException.require(
        "measure rigidity", "models in the panel", strengths.length, LEAST_MODELS);
    double median = Quantiles.median(strengths);
    if (!(median > 0)) {
      double[] none = new double[strengths.length];
      Arrays.fill(none, Double.NaN);
      return none;
    }
    return Arrays.stream(strengths).map(strength -> 1 - strength / median).toArray();
  }

  /**
   * The same with intervals of percentiles. The panel is the models that are named, so its median
   * is drawn with them and no further model is.
   *
   * @param strengths d' of one style, one a model, (M)
   * @param replicates of each from draws that all share, (M, B); a model without any has no
   *     interval
   * @param freedom degrees of freedom of the draws
   */
  public static List<Estimate> of(double[] strengths, double[][] replicates, int freedom) {
    double[] values = of(strengths);
    int draws = Arrays.stream(replicates).mapToInt(row -> row.length).max().orElse(0);
    double[][] drawn = new double[strengths.length][draws];
    for (int b = 0; b < draws; b++) {
      int draw = b;
      double[] one =
          of(
              Arrays.stream(replicates)
                  .mapToDouble(row -> row.length == 0 ? Double.NaN : row[draw])
                  .toArray());
      for (int m = 0; m < one.length; m++) {
        drawn[m][b] = one[m];
      }
    }
    return IntStream.range(0, values.length)
        .mapToObj(m -> estimate(values[m], drawn[m], freedom))
        .toList();
  }

  private static Estimate estimate(double value, double[] drawn, int freedom) {
    double[] finite = Arrays.stream(drawn).filter(Double::isFinite).toArray();
    if (!Double.isFinite(value) || finite.length < ENOUGH * drawn.length || finite.length == 0) {
      return new Estimate(
          value, Double.NaN, Interval.NONE, Reasons.of("draws.few", finite.length, drawn.length));
    }
    return new Estimate(
        value, Math.sqrt(StatUtils.variance(finite)), Interval.percentile(finite, freedom), "");
  }
}
