package io.stateprint.depth;

import io.stateprint.inference.CategoryShuffles;
import io.stateprint.inference.Clusters;
import io.stateprint.inference.Draws;
import io.stateprint.inference.Estimate;
import io.stateprint.profile.Interval;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Where in the depth style reads out. Layers are 0-based and fractional, from interpolation.
 *
 * @param halfRise the layer, with the interval of the draws of prompts widened by half the sampling
 *     stride; {@code why} says why there is no such layer
 * @param depth relative depth of the half-rise, (layer + 1) / layers of the model
 * @param width W = (l90 - l10) / layers of the model, the crossings of 10% and 90% that are nearest
 *     to the half-rise; NaN where not crossed
 * @param shape of the rise; null where the width is not known
 * @param step the layer by a two-mean fit, a check only
 * @param rise plateau less foot of the mean margin
 * @param commitment of the prompts; null where no layer is reliable
 * @param onset layer from which each style is decodable, (K)
 * @param drawn half-rise and width of each draw; empty where there is no half-rise
 */
public record ReadOut(
    Estimate halfRise,
    double depth,
    double width,
    @Nullable Shape shape,
    double step,
    Estimate rise,
    @Nullable Commitment commitment,
    double[] onset,
    Drawn drawn)
    implements Serializable {
  private static final int FEWEST = 3;
  private static final double DETECTS = 0.75;
  private static final double CROSSED = 0.95;

  /**
   * What each draw of the prompts gives; NaN where the margin of a draw does not cross. The stride
   * of the layers is not in it.
   *
   * @param depth of the half-rise, relative, (B)
   * @param width W, (B)
   */
  public record Drawn(double[] depth, double[] width) implements Serializable {
    private static final Drawn NONE = new Drawn(new double[0], new double[0]);
  }

  /** How fast the margin rises. */
  public enum Shape {
    /** Width of 0.15 or less. */
    SHARP,
    /** Between the two. */
    MODERATE,
    /** Width of 0.30 or more. */
    SMOOTH;

    private static @Nullable Shape of(double width) {
      if (Double.isNaN(width)) {
        return null;
      }
      return width <= 0.15 ? SHARP : width >= 0.30 ? SMOOTH : MODERATE;
    }
  }

  /**
   * Reads it from the layers of one pooling.
   *
   * @param layers ascending
   * @param draws of the prompts
   * @param floor noise of a margin, from repeated measurements; 0 where none was made
   * @param shuffles of categories, for the test of {@link Commitment}
   */
  public static ReadOut of(
      List<DepthLayer> layers, Draws draws, double floor, CategoryShuffles shuffles) {
    int decisive =
        IntStream.range(0, layers.size()).filter(l -> layers.get(l).reliable()).max().orElse(-1);
    if (layers.size() < FEWEST || decisive < 1) {
      return none(
          layers,
          layers.size() < FEWEST
              ? "%d layers were sampled, %d or more are needed".formatted(layers.size(), FEWEST)
              : "no layer after the first has reliable directions of all styles");
    }
    boolean finite =
        layers.stream()
            .flatMap(layer -> Arrays.stream(layer.standings()))
            .flatMapToDouble(Arrays::stream)
            .allMatch(Double::isFinite);
    if (!finite) {
      return none(layers, "a standing is missing");
    }
    RiseCurve curve = RiseCurve.of(layers, decisive);
    Margins margins = Margins.of(layers, draws.clusters(), decisive);
    Commitment commitment = Commitment.of(margins.own(), curve, floor, draws.clusters(), shuffles);
    boolean detects = Arrays.stream(layers.get(decisive).detection()).allMatch(a -> a >= DETECTS);
    return measured(curve, margins.expected(), draws, detects).with(commitment, onsets(layers));
  }

  private static ReadOut measured(
      RiseCurve curve, double[][] margins, Draws draws, boolean detects) {
    Clusters clusters = draws.clusters();
    double[] observed = curve.means(margins, clusters.observed());
    double[] rises = new double[draws.count()];
    double[] halves = new double[draws.count()];
    double[] widths = new double[draws.count()];
    for (int b = 0; b < rises.length; b++) {
      double[] means = curve.means(margins, draws.weights()[b]);
      rises[b] = curve.rise(means);
      halves[b] = curve.half(means);
      widths[b] = curve.width(means) / curve.modelLayers();
    }
    double[] jackknife =
        Arrays.stream(clusters.withoutOne())
            .mapToDouble(weights -> curve.rise(curve.means(margins, weights)))
            .toArray();
    Estimate rise = Estimate.of(curve.rise(observed), rises, jackknife, clusters.freedom(), "");
    double[] crossed = Arrays.stream(halves).filter(Double::isFinite).toArray();
    double half = curve.half(observed);
    String why = why(rise, detects, half, (double) crossed.length / halves.length);
    double width = curve.width(observed) / curve.modelLayers();
    boolean found = why.isEmpty();
    return new ReadOut(
        found ? halfRise(curve, half, crossed, clusters.freedom()) : Estimate.none(why),
        found ? (half + 1) / curve.modelLayers() : Double.NaN,
        found ? width : Double.NaN,
        found ? Shape.of(width) : null,
        found ? curve.step(observed) : Double.NaN,
        rise,
        null,
        new double[0],
        found ? new Drawn(depths(halves, curve.modelLayers()), widths) : Drawn.NONE);
  }

  private static double[] depths(double[] layers, int modelLayers) {
    return Arrays.stream(layers).map(layer -> (layer + 1) / modelLayers).toArray();
  }

  private static String why(Estimate rise, boolean detects, double half, double crossed) {
    if (!detects) {
      return "no decision layer: the directions of the plateau do not detect every style";
    }
    if (!(rise.interval().low() > 0)) {
      return "no decision layer: the interval of the rise is not above 0";
    }
    if (!Double.isFinite(half) || crossed < CROSSED) {
      return "no decision layer: the margin does not cross half its rise in 95% of draws";
    }
    return "";
  }

  private static Estimate halfRise(RiseCurve curve, double half, double[] draws, int freedom) {
    Interval drawn = Interval.percentile(draws, freedom);
    double by = curve.stride() / 2.0;
    double error = Math.sqrt(org.apache.commons.math3.stat.StatUtils.variance(draws));
    return new Estimate(
        half,
        error,
        new Interval(
            Math.max(0, drawn.low() - by), Math.min(curve.modelLayers() - 1, drawn.high() + by)),
        "");
  }

  private ReadOut with(@Nullable Commitment measured, double[] onsets) {
    return new ReadOut(halfRise, depth, width, shape, step, rise, measured, onsets, drawn);
  }

  private static double[] onsets(List<DepthLayer> layers) {
    int styles = layers.isEmpty() ? 0 : layers.get(0).detection().length;
    return IntStream.range(0, styles).mapToDouble(k -> Onset.of(layers, k)).toArray();
  }

  private static ReadOut none(List<DepthLayer> layers, String why) {
    Estimate none = Estimate.none(why);
    return new ReadOut(
        none, Double.NaN, Double.NaN, null, Double.NaN, none, null, onsets(layers), Drawn.NONE);
  }

  /**
   * The noise of a margin from two measurements of the same prompts, such as two kernels or two
   * paraphrases: 1.4826 times the median of |q - q'|, over the root of 2.
   */
  public static double floor(double[] margins, double[] again) {
    double[] off =
        IntStream.range(0, margins.length)
            .mapToDouble(p -> Math.abs(margins[p] - again[p]))
            .toArray();
    return 1.4826 * io.stateprint.inference.Quantiles.median(off) / Math.sqrt(2);
  }
}
