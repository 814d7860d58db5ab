package io.stateprint.portrait;

import io.stateprint.profile.Interval;
import io.stateprint.profile.LayerEstimate;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Where in the depth style reads out: the last upward crossing of half the way from the margin's
 * base to its plateau. Layers are 0-based and fractional, from interpolation.
 *
 * @param verdict whether there is one: the rise is above 0 and the plateau's directions detect
 * @param layer half-rise; NaN where none is found
 * @param interval of the layer, widened by half the sampling stride, within the model
 * @param width (l90 - l10) / layers of the model; NaN where not crossed
 * @param commitment median over prompts of the first layer from which the prompt's style stays
 *     ahead
 * @param rise plateau less base of the margin; NaN where it cannot be measured
 * @param riseInterval its interval
 * @param separates whether the anchors of the last reliable layer tell the styles apart
 * @param coarse whether the sampled layers leave out the first eighth of the model, where the base
 *     is taken, or lie further apart than that: a sweep over all layers may then find another layer
 */
public record DecisionLayer(
    Verdict verdict,
    double layer,
    Interval interval,
    double width,
    double commitment,
    double rise,
    Interval riseInterval,
    boolean separates,
    boolean coarse)
    implements Serializable {
  private static final double DETECTS = 0.75;
  private static final double CROSSED = 0.95;

  /**
   * Computes it from the layers of one pooling.
   *
   * @param layers in order
   * @param margins of the same layers
   * @param hasTopics whether every category has topics to draw from
   */
  static DecisionLayer of(
      List<LayerEstimate> layers, List<LayerMargins> margins, boolean hasTopics) {
    LayerEstimate decisive = decisive(layers);
    Curve curve = Curve.of(layers, layers.indexOf(decisive));
    boolean separates = detects(decisive);
    DecisionLayer none =
        new DecisionLayer(
            obstacle(margins, hasTopics),
            Double.NaN,
            Interval.NONE,
            Double.NaN,
            commitment(margins),
            Double.NaN,
            Interval.NONE,
            separates,
            curve.coarse());
    return none.verdict().isMeasured() ? none.measured(curve, margins) : none;
  }

  private DecisionLayer measured(Curve curve, List<LayerMargins> margins) {
    double[] observed = margins.stream().mapToDouble(LayerMargins::mean).toArray();
    double[] rises = new double[margins.get(0).replicates().length];
    double[] halves = new double[rises.length];
    for (int r = 0; r < rises.length; r++) {
      int draw = r;
      double[] means = margins.stream().mapToDouble(layer -> layer.replicates()[draw]).toArray();
      rises[r] = curve.rise(means);
      halves[r] = curve.crossing(means, 0.5);
    }
    Interval rises95 = Interval.percentile(rises);
    double[] crossed = Arrays.stream(halves).filter(Double::isFinite).toArray();
    double half = curve.crossing(observed, 0.5);
    boolean many = crossed.length >= CROSSED * halves.length;
    boolean found = rises95.low() > 0 && separates && Double.isFinite(half) && many;
    double width = curve.crossing(observed, 0.9) - curve.crossing(observed, 0.1);
    return new DecisionLayer(
        found ? Verdict.FOUND : Verdict.NOT_FOUND,
        found ? half : Double.NaN,
        found ? curve.widened(Interval.percentile(crossed)) : Interval.NONE,
        found ? width / curve.modelLayers() : Double.NaN,
        commitment,
        curve.rise(observed),
        rises95,
        separates,
        coarse);
  }

  /** What stands in the way of a measurement; {@code NOT_FOUND} where nothing does. */
  private static Verdict obstacle(List<LayerMargins> margins, boolean hasTopics) {
    if (margins.size() < 3) {
      return Verdict.FEW_LAYERS;
    }
    if (!margins.stream().allMatch(layer -> Double.isFinite(layer.mean()))) {
      return Verdict.FEW_ANCHORS;
    }
    return hasTopics ? Verdict.NOT_FOUND : Verdict.FEW_TOPICS;
  }

  /** The last reliable layer; where none is, the last. */
  static LayerEstimate decisive(List<LayerEstimate> layers) {
    for (int l = layers.size() - 1; l >= 0; l--) {
      if (Band.isReliable(layers.get(l))) {
        return layers.get(l);
      }
    }
    return layers.get(layers.size() - 1);
  }

  private static boolean detects(LayerEstimate layer) {
    return Arrays.stream(layer.anchors().heldOut())
        .allMatch(style -> style.auc().value() >= DETECTS);
  }

  private static double commitment(List<LayerMargins> margins) {
    int prompts = margins.stream().mapToInt(layer -> layer.leads().length()).max().orElse(0);
    double[] sorted =
        IntStream.range(0, prompts)
            .mapToDouble(p -> commitment(margins, p))
            .filter(Double::isFinite)
            .sorted()
            .toArray();
    return sorted.length == 0
        ? Double.NaN
        : (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
  }

  private static double commitment(List<LayerMargins> margins, int prompt) {
    int l = margins.size();
    while (l > 0 && margins.get(l - 1).leads().get(prompt)) {
      l--;
    }
    return l < margins.size() ? margins.get(l).layer() : Double.NaN;
  }

  /**
   * The mean margin by layer. Base and plateau are an eighth of the model each: the sampled layers
   * of the first eighth, and those within an eighth below the last reliable layer; at least one.
   *
   * @param layers sampled
   * @param base how many layers, from the first, are the base
   * @param from index of the first layer of the plateau
   * @param last index of its last
   */
  private record Curve(List<LayerEstimate> layers, int base, int from, int last) {
    private static final double PART = 0.125;
    private static final double ROUNDING = 1e-9;

    static Curve of(List<LayerEstimate> layers, int last) {
      double end = layers.get(last).depth();
      int base = 1;
      while (base <= last && layers.get(base).depth() <= PART + ROUNDING) {
        base++;
      }
      int from = last;
      while (from > 0 && layers.get(from - 1).depth() > end - PART + ROUNDING) {
        from--;
      }
      return new Curve(layers, base, from, last);
    }

    boolean coarse() {
      return layers.get(0).depth() > Math.max(PART, 1 / modelLayers()) + ROUNDING
          || stride() > Math.max(1, modelLayers() * PART);
    }

    double rise(double[] means) {
      return mean(means, from, last + 1) - mean(means, 0, base);
    }

    /** The last upward crossing of a part of the way, as a layer of the model. */
    double crossing(double[] means, double part) {
      double level = mean(means, 0, base) + part * rise(means);
      for (int l = last; l > 0; l--) {
        if (means[l - 1] < level && means[l] >= level) {
          double share = (level - means[l - 1]) / (means[l] - means[l - 1]);
          return layer(l - 1) + share * (layer(l) - layer(l - 1));
        }
      }
      return Double.NaN;
    }

    Interval widened(Interval interval) {
      double by = stride() / 2;
      return new Interval(
          Math.max(0, interval.low() - by), Math.min(modelLayers() - 1, interval.high() + by));
    }

    /** The largest distance of sampled layers. */
    double stride() {
      return IntStream.range(1, layers.size()).map(l -> layer(l) - layer(l - 1)).max().orElse(0);
    }

    double modelLayers() {
      LayerEstimate any = layers.get(0);
      return Math.rint((any.layer() + 1) / any.depth());
    }

    private static double mean(double[] means, int from, int to) {
      return Arrays.stream(means, from, to).average().orElse(Double.NaN);
    }

    private int layer(int index) {
      return layers.get(index).layer();
    }
  }
}
