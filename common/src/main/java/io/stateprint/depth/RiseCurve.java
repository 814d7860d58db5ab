package io.stateprint.depth;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The mean margin by layer, and where it rises. The foot is the sampled layers of the first eighth
 * of the model, at least one; the plateau is the reliable layers of the eighth that ends with the
 * decisive layer.
 *
 * @param layers 0-based, ascending, (L)
 * @param foot how many layers, from the first, are the foot
 * @param plateau indices of the layers of the plateau
 * @param modelLayers layers of the model
 */
record RiseCurve(int[] layers, int foot, int[] plateau, int modelLayers) {
  private static final double PART = 0.125;
  private static final double ROUNDING = 1e-9;

  static RiseCurve of(List<DepthLayer> layers, int decisive) {
    double end = layers.get(decisive).depth();
    int foot = 1;
    while (foot < decisive && layers.get(foot).depth() <= PART + ROUNDING) {
      foot++;
    }
    int[] plateau =
        IntStream.rangeClosed(0, decisive)
            .filter(l -> layers.get(l).reliable() && layers.get(l).depth() > end - PART + ROUNDING)
            .toArray();
    return new RiseCurve(
        layers.stream().mapToInt(DepthLayer::layer).toArray(),
        foot,
        plateau.length == 0 ? new int[] {decisive} : plateau,
        layers.get(0).modelLayers());
  }

  /** Weighted means over prompts, (L). */
  double[] means(double[][] margins, double[] weights) {
    double total = Arrays.stream(weights).sum();
    double[] out = new double[margins.length];
    for (int l = 0; l < out.length; l++) {
      for (int p = 0; p < weights.length; p++) {
        out[l] += weights[p] * margins[l][p] / total;
      }
    }
    return out;
  }

  /** Plateau less foot. */
  double rise(double[] means) {
    return IntStream.of(plateau).mapToDouble(l -> means[l]).average().orElse(Double.NaN)
        - footOf(means);
  }

  private double footOf(double[] means) {
    return Arrays.stream(means, 0, foot).average().orElse(Double.NaN);
  }

  /** The half-rise: the last upward crossing of half the way, interpolated; NaN for none. */
  double half(double[] means) {
    return crossing(means, 0.5, plateau[plateau.length - 1], 1);
  }

  /**
   * From the last upward crossing of a tenth of the way before the half-rise to the first one of
   * nine tenths after it, in layers; NaN where there is none. Noise on the plateau does not count.
   */
  double width(double[] means) {
    double half = half(means);
    int at = 1;
    while (at < layers.length && layers[at] < half) {
      at++;
    }
    if (Double.isNaN(half)) {
      return Double.NaN;
    }
    return crossing(means, 0.9, at, plateau[plateau.length - 1]) - crossing(means, 0.1, at, 1);
  }

  /** The first upward crossing of a part of the way on the walk from one layer to another. */
  private double crossing(double[] means, double part, int from, int to) {
    double level = footOf(means) + part * rise(means);
    int step = from <= to ? 1 : -1;
    for (int l = from; l * step <= to * step; l += step) {
      if (means[l - 1] < level && means[l] >= level) {
        double share = (level - means[l - 1]) / (means[l] - means[l - 1]);
        return layers[l - 1] + share * (layers[l] - layers[l - 1]);
      }
    }
    return Double.NaN;
  }

  /**
   * A check by another method: the layer before which one mean and from which another fit best by
   * least squares.
   */
  double step(double[] means) {
    int end = plateau[plateau.length - 1] + 1;
    double best = Double.POSITIVE_INFINITY;
    double at = Double.NaN;
    for (int cut = 1; cut < end; cut++) {
      double error = squares(means, 0, cut) + squares(means, cut, end);
      if (error < best) {
        best = error;
        at = (layers[cut - 1] + layers[cut]) / 2.0;
      }
    }
    return at;
  }

  private static double squares(double[] means, int from, int to) {
    double mean = Arrays.stream(means, from, to).average().orElse(0);
    return Arrays.stream(means, from, to).map(v -> (v - mean) * (v - mean)).sum();
  }

  /** The largest distance of neighbouring sampled layers. */
  int stride() {
    return IntStream.range(1, layers.length).map(l -> layers[l] - layers[l - 1]).max().orElse(0);
  }
}
