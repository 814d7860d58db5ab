package io.stateprint.geometry;

import io.stateprint.storage.InputException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * Layers of two models at the same relative depth.
 *
 * @param first index into the first model's depths
 * @param second index into the second model's depths
 * @param gap distance of the two depths
 */
public record DepthMatch(int first, int second, double gap) implements Serializable {
  /**
   * For each sampled layer of the model with fewer of them, the nearest of the other; of two as
   * near, the shallower.
   *
   * @param first relative depths (layer + 1) / layers, ascending, (L1)
   * @param second likewise, (L2)
   */
  public static List<DepthMatch> of(double[] first, double[] second) {
    requireDepths(first);
    requireDepths(second);
    List<DepthMatch> out = new ArrayList<>();
    boolean fewer = first.length <= second.length;
    double[] each = fewer ? first : second;
    double[] among = fewer ? second : first;
    for (int i = 0; i < each.length; i++) {
      int j = nearest(each[i], among);
      double gap = Math.abs(each[i] - among[j]);
      out.add(fewer ? new DepthMatch(i, j, gap) : new DepthMatch(j, i, gap));
    }
    return out;
  }

  private static int nearest(double depth, double[] among) {
    int best = 0;
    for (int j = 1; j < among.length; j++) {
      best = Math.abs(among[j] - depth) < Math.abs(among[best] - depth) - 1e-12 ? j : best;
    }
    return best;
  }

  private static void requireDepths(double[] depths) {
    for (int l = 0; l < depths.length; l++) {
      if (!(depths[l] > 0 && depths[l] <= 1) || (l > 0 && depths[l] <= depths[l - 1])) {
        throw new InputException(
            "Cannot match layers: depth %s is not above the one before it and in (0, 1]"
                .formatted(depths[l]));
      }
    }
    if (depths.length == 0) {
      throw new InputException("Cannot match layers: a model has none; sample some");
    }
  }
}
