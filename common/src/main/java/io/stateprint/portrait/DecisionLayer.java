package io.stateprint.portrait;

import io.stateprint.profile.Interval;
import io.stateprint.profile.LayerEstimate;
import io.stateprint.profile.Resampling;
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

  /** Computes it from the layers of one pooling, in order. */
  static DecisionLayer of(List<LayerEstimate> layers, Resampling resampling) {
    int decisive = lastReliable(layers);
    Margins margins = Margins.of(layers, resampling.clusters(), decisive);
    Curve curve = Curve.of(layers, decisive);
    boolean separates = detects(layers.get(decisive));
    DecisionLayer none =
        new DecisionLayer(
            obstacle(layers, margins, resampling),
            Double.NaN,
            Interval.NONE,
            Double.NaN,
            commitment(layers, margins),
            Double.NaN,
            Interval.NONE,
            separates,
            curve.coarse());
    return none.verdict().isMeasured() ? none.measured(curve, margins, resampling) : none;
  }

  private DecisionLayer measured(Curve curve, Margins margins, Resampling resampling) {
    double[] observed = curve.means(margins, resampling.clusters().observed());
    double[] rises = new double[resampling.replicates()];
    double[] halves = new double[resampling.replicates()];
    double[] weights = new double[resampling.clusters().prompts()];
    Resampling.Draws draws = resampling.draws();
    for (int r = 0; r < rises.length; r++) {
      draws.next(weights);
      double[] means = curve.means(margins, weights);
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
  private static Verdict obstacle(
      List<LayerEstimate> layers, Margins margins, Resampling resampling) {
    if (layers.size() < 3) {
      return Verdict.FEW_LAYERS;
    }
    boolean finite = Arrays.stream(margins.margins()).allMatch(Double::isFinite);
    if (!finite) {
      return Verdict.FEW_ANCHORS;
    }
    return resampling.clusters().undrawn().isEmpty() ? Verdict.NOT_FOUND : Verdict.FEW_TOPICS;
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
    return Arrays.stream(layer.anchors().heldOut())
        .allMatch(style -> style.auc().value() >= DETECTS);
  }

  private static double commitment(List<LayerEstimate> layers, Margins margins) {
    double[] first = new double[margins.leads()[0].length];
    for (int p = 0; p < first.length; p++) {
      int l = layers.size();
      while (l > 0 && margins.leads()[l - 1][p]) {
        l--;
      }
      first[p] = l < layers.size() ? layers.get(l).layer() : Double.NaN;
    }
    double[] sorted = Arrays.stream(first).filter(Double::isFinite).sorted().toArray();
    return sorted.length == 0
        ? Double.NaN
        : (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
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

    double[] means(Margins margins, double[] weights) {
      double total = Arrays.stream(weights).sum();
      double[] out = new double[layers.size()];
      double[] all = margins.margins();
      for (int p = 0; p < weights.length; p++) {
        double weight = weights[p];
        if (weight != 0) {
          int at = p * out.length;
          for (int l = 0; l < out.length; l++) {
            out[l] += weight * all[at + l] / total;
          }
        }
      }
      return out;
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
