package io.stateprint.depth;

import io.stateprint.inference.CategoryShuffles;
import io.stateprint.inference.Clusters;
import io.stateprint.inference.Quantiles;
import java.io.Serializable;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * From which layer each prompt's own style stays ahead, up to the decisive layer, by twice the
 * noise floor or more.
 *
 * @param layers of each prompt; NaN where its style is not ahead by that much at the decisive
 *     layer, (P)
 * @param median over prompts that commit
 * @param spread interquartile range over layers of the model
 * @param p of the test that all categories commit at the same layer: categories dealt anew to
 *     topics
 * @param floating whether prompts commit at different layers: spread above 0.20, or p below 0.05;
 *     else fixed
 * @param share of prompts that commit
 */
public record Commitment(
    double[] layers, double median, double spread, double p, boolean floating, double share)
    implements Serializable {
  private static final double WIDE = 0.20;
  private static final double LEVEL = 0.05;

  static Commitment of(
      double[][] margins,
      RiseCurve curve,
      double floor,
      Clusters clusters,
      CategoryShuffles shuffles) {
    int decisive = curve.plateau()[curve.plateau().length - 1];
    double[] first = new double[clusters.prompts()];
    for (int p = 0; p < first.length; p++) {
      int l = decisive + 1;
      while (l > 0 && margins[l - 1][p] >= 2 * floor) {
        l--;
      }
      first[p] = l <= decisive ? curve.layers()[l] : Double.NaN;
    }
    double[] committed = Arrays.stream(first).filter(Double::isFinite).toArray();
    double range = Quantiles.of(committed, 0.75) - Quantiles.of(committed, 0.25);
    double spread = range / curve.modelLayers();
    double p = p(first, clusters, shuffles);
    return new Commitment(
        first,
        Quantiles.median(committed),
        spread,
        p,
        spread > WIDE || p < LEVEL,
        (double) committed.length / first.length);
  }

  private static double p(double[] layers, Clusters clusters, CategoryShuffles shuffles) {
    int categories = clusters.categories().size();
    double observed = statistic(layers, clusters.category(), categories);
    long reach =
        Arrays.stream(shuffles.category())
            .filter(dealt -> statistic(layers, dealt, categories) >= observed - 1e-9)
            .count();
    return Double.isNaN(observed) ? Double.NaN : (1.0 + reach) / (1 + shuffles.category().length);
  }

  /** Sum over categories of prompts times the squared distance of their median from that of all. */
  private static double statistic(double[] layers, int[] category, int categories) {
    double middle = Quantiles.median(Arrays.stream(layers).filter(Double::isFinite).toArray());
    double sum = 0;
    for (int c = 0; c < categories; c++) {
      int own = c;
      double[] values =
          IntStream.range(0, layers.length)
              .filter(p -> category[p] == own && Double.isFinite(layers[p]))
              .mapToDouble(p -> layers[p])
              .toArray();
      double off = values.length == 0 ? 0 : Quantiles.median(values) - middle;
      sum += values.length * off * off;
    }
    return sum;
  }
}
