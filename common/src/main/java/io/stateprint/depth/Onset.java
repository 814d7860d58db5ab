package io.stateprint.depth;

import java.util.List;

/** Where a style becomes decodable. */
public final class Onset {
  private static final double NEAR = 0.95;

  private Onset() {}

  /**
   * The first layer from which AUC stays at 0.95 of its maximum or more, up to the layer of the
   * maximum; NaN where an AUC is missing.
   */
  public static double of(List<DepthLayer> layers, int style) {
    int best = 0;
    for (int l = 0; l < layers.size(); l++) {
      double auc = layers.get(l).detection()[style];
      if (Double.isNaN(auc)) {
        return Double.NaN;
      }
      best = auc > layers.get(best).detection()[style] ? l : best;
    }
    double level = NEAR * layers.get(best).detection()[style];
    int first = best;
    while (first > 0 && layers.get(first - 1).detection()[style] >= level) {
      first--;
    }
    return layers.get(first).layer();
  }
}
