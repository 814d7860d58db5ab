package io.stateprint.constancy;

import io.stateprint.evidence.TooFewException;
import io.stateprint.inference.Quantiles;
import java.util.Arrays;

/** How little a model follows a style instruction, beside a panel of models. */
public final class Rigidity {
  /** Fewer models make no panel. */
  public static final int LEAST_MODELS = 4;

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
}
