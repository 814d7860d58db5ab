package io.stateprint.drift;

import io.stateprint.inference.Quantiles;
import java.io.Serializable;
import org.apache.commons.math3.stat.StatUtils;

/**
 * What a layer of the reference says before any run is looked at.
 *
 * @param layer true id
 * @param depth in (0, 1]
 * @param floor of distances
 * @param products of replicates
 */
public record LayerBaseline(int layer, double depth, NoiseFloor floor, ReplicateProducts products)
    implements Serializable {
  private static final double FLOOR_LEVEL = 0.95;

  /** Takes it. */
  public static LayerBaseline of(LayerReference reference) {
    return new LayerBaseline(
        reference.layer(),
        reference.depth(),
        NoiseFloor.of(reference),
        ReplicateProducts.of(reference));
  }

  /** R. */
  int replicates() {
    return products.along().length;
  }

  /** n. */
  int prompts() {
    return products.along()[0].length;
  }

  /** K. */
  int styles() {
    return products.axes().length;
  }

  /**
   * F: quantile 0.95 over replicates of how far the mean of the prompts stands off along a style's
   * axis, in the units of the states.
   */
  public double floorAlong(int style) {
    double[] sizes = new double[replicates()];
    for (int r = 0; r < sizes.length; r++) {
      double[] moved = new double[prompts()];
      for (int x = 0; x < moved.length; x++) {
        moved[x] = products.moved(r, x)[style];
      }
      sizes[r] = Math.abs(StatUtils.mean(moved));
    }
    return Quantiles.of(sizes, FLOOR_LEVEL);
  }
}
