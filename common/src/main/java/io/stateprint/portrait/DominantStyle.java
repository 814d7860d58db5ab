package io.stateprint.portrait;

import io.stateprint.profile.Interval;
import io.stateprint.profile.LayerEstimate;
import io.stateprint.profile.StyleEstimate;
import io.stateprint.prompts.Style;
import java.io.Serializable;
import java.util.List;

/**
 * The style that the prompts' states are nearest to, in standard deviations of unseen anchors of
 * other styles from the grand mean, which stands in for a neutral set.
 *
 * @param leading the style with the highest standing
 * @param dominant whether it dominates: it leads in 80% of replicates or more, and the interval of
 *     its lead does not hold 0
 * @param probability share of replicates in which each style leads, (K)
 * @param standing Z of each style, mean over the band, (K)
 * @param lead of the first over the second
 */
public record DominantStyle(
    Style leading, boolean dominant, double[] probability, double[] standing, Interval lead)
    implements Serializable {
  private static final double CERTAIN = 0.8;

  /** Computes it over a band. */
  static DominantStyle of(Band band) {
    int styles = Style.values().length;
    int replicates = band.layers().get(0).replicates()[0].length;
    double[] standing = new double[styles];
    double[][] drawn = new double[replicates][styles];
    for (LayerEstimate layer : band.layers()) {
      for (Style style : Style.values()) {
        int k = style.index();
        standing[k] +=
            standing(layer, k, layer.of(StyleEstimate.ALL, style).estimate())
                / band.layers().size();
        for (int r = 0; r < replicates; r++) {
          drawn[r][k] += standing(layer, k, layer.replicates()[k][r]) / band.layers().size();
        }
      }
    }
    return of(standing, drawn);
  }

  private static DominantStyle of(double[] standing, double[][] drawn) {
    double[] probability = new double[standing.length];
    int first = largest(standing, -1);
    int second = largest(standing, first);
    double[] leads = new double[drawn.length];
    for (int r = 0; r < drawn.length; r++) {
      probability[largest(drawn[r], -1)] += 1.0 / drawn.length;
      leads[r] = drawn[r][first] - drawn[r][second];
    }
    Interval lead = Interval.percentile(leads);
    boolean certain = probability[first] >= CERTAIN && !lead.contains(0);
    Style leading = List.of(Style.values()).get(first);
    return new DominantStyle(leading, certain, probability, standing, lead);
  }

  private static double standing(LayerEstimate layer, int style, double cosine) {
    return layer.scores().anchors().heldOut()[style].standing(cosine);
  }

  private static int largest(double[] values, int but) {
    int best = but == 0 ? 1 : 0;
    for (int k = 0; k < values.length; k++) {
      best = k != but && values[k] > values[best] ? k : best;
    }
    return best;
  }
}
