package io.stateprint.portrait;

import io.stateprint.profile.Interval;
import io.stateprint.profile.LayerEstimate;
import io.stateprint.profile.PromptKey;
import io.stateprint.profile.Resampling;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;

/**
 * Where in the depth style reads out: the last upward crossing of half the way from the margin's
 * base to its plateau. Layers are 0-based and fractional, from interpolation.
 *
 * @param found whether there is one: the rise is above 0 and the plateau's directions detect
 * @param layer half-rise; NaN where none is found
 * @param interval of the layer, widened by half the sampling stride
 * @param width (l90 - l10) / layers of the model; NaN where not crossed
 * @param commitment median over prompts of the first layer from which the prompt's style stays
 *     ahead
 * @param rise plateau less base of the margin
 * @param riseInterval its interval
 */
public record DecisionLayer(
    boolean found,
    double layer,
    Interval interval,
    double width,
    double commitment,
    double rise,
    Interval riseInterval)
    implements Serializable {
  private static final double DETECTS = 0.75;

  /** Computes it from the layers of one pooling, in order. */
  static DecisionLayer of(
      List<LayerEstimate> layers, List<PromptKey> prompts, Resampling resampling) {
    int decisive = lastReliable(layers);
    Margins margins = Margins.of(layers, prompts, decisive);
    int end = (decisive + 8) / 8;
    Curve curve = new Curve(layers, decisive, end);
    double[] observed = curve.means(margins, resampling.observedPrompts());
    double[] rises = new double[resampling.replicates()];
    double[] halves = new double[resampling.replicates()];
    for (int r = 0; r < rises.length; r++) {
      double[] means = curve.means(margins, resampling.promptWeights(r));
      rises[r] = curve.rise(means);
      halves[r] = curve.crossing(means, 0.5);
    }
    Interval rise = Interval.percentile(rises);
    boolean found = rise.low() > 0 && detects(layers.get(decisive)) && layers.size() > 2;
    double[] crossed = Arrays.stream(halves).filter(Double::isFinite).toArray();
    double half = curve.crossing(observed, 0.5);
    return new DecisionLayer(
        found && Double.isFinite(half) && crossed.length > 0,
        found ? half : Double.NaN,
        found && crossed.length > 0
            ? widened(Interval.percentile(crossed), curve.stride() / 2)
            : Interval.NONE,
        (curve.crossing(observed, 0.9) - curve.crossing(observed, 0.1)) / curve.modelLayers(),
        commitment(layers, margins),
        curve.rise(observed),
        rise);
  }

  private static int lastReliable(List<LayerEstimate> layers) {
    for (int l = layers.size() - 1; l >= 0; l--) {
      if (Band.isReliable(layers.get(l))) {
        return l;
      }
    }
    return layers.size() - 1;
  }

  private static boolean detects(LayerEstimate layer) {
    return Arrays.stream(layer.scores().anchors().heldOut())
        .allMatch(style -> style.auc().value() >= DETECTS);
  }

  private static double commitment(List<LayerEstimate> layers, Margins margins) {
    double[] first = new double[margins.leads()[0].length];
    for (int p = 0; p < first.length; p++) {
      int l = layers.size();
      while (l > 0 && margins.leads()[l - 1][p]) {
        l--;
      }
      first[p] = l < layers.size() ? layers.get(l).scores().layer() : Double.NaN;
    }
    double[] sorted = Arrays.stream(first).filter(Double::isFinite).sorted().toArray();
    return sorted.length == 0
        ? Double.NaN
        : (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
  }

  private static Interval widened(Interval interval, double by) {
    return new Interval(interval.low() - by, interval.high() + by);
  }

  /**
   * The mean margin by layer.
   *
   * @param layers sampled
   * @param last index of the last layer of the plateau
   * @param end layers in the base and in the plateau
   */
  private record Curve(List<LayerEstimate> layers, int last, int end) {
    double[] means(Margins margins, double[] weights) {
      double total = Arrays.stream(weights).sum();
      double[] out = new double[layers.size()];
      for (int l = 0; l < out.length; l++) {
        for (int p = 0; p < weights.length; p++) {
          out[l] += weights[p] * margins.margins()[l][p] / total;
        }
      }
      return out;
    }

    double rise(double[] means) {
      return plateau(means) - base(means);
    }

    /** The last upward crossing of a part of the way, as a layer of the model. */
    double crossing(double[] means, double part) {
      double level = base(means) + part * rise(means);
      for (int l = last; l > 0; l--) {
        if (means[l - 1] < level && means[l] >= level) {
          double share = (level - means[l - 1]) / (means[l] - means[l - 1]);
          return layer(l - 1) + share * (layer(l) - layer(l - 1));
        }
      }
      return Double.NaN;
    }

    /** Distance of sampled layers. */
    double stride() {
      return layers.size() < 2
          ? 0
          : (double) (layer(layers.size() - 1) - layer(0)) / (layers.size() - 1);
    }

    double modelLayers() {
      LayerEstimate any = layers.get(0);
      return (any.scores().layer() + 1) / any.scores().depth();
    }

    private double base(double[] means) {
      return Arrays.stream(means, 0, end).average().orElse(Double.NaN);
    }

    private double plateau(double[] means) {
      return Arrays.stream(means, last + 1 - end, last + 1).average().orElse(Double.NaN);
    }

    private int layer(int index) {
      return layers.get(index).scores().layer();
    }
  }
}
