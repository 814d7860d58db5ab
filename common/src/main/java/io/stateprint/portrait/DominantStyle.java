package io.stateprint.portrait;

import io.stateprint.profile.Interval;
import io.stateprint.profile.LayerEstimate;
import io.stateprint.profile.StyleEstimate;
import io.stateprint.prompts.Style;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The style that the prompts' states are nearest to, in standard deviations of unseen anchors of
 * other styles from the grand mean, which stands in for a neutral set.
 *
 * @param verdict whether a style dominates: it leads in 80% of replicates or more, and the interval
 *     of its lead does not hold 0
 * @param leading the style with the highest standing; null where that cannot be measured
 * @param probability share of replicates in which each style leads, (K); all NaN where that cannot
 *     be measured
 * @param standing Z of each style, mean over the band, (K)
 * @param lead of the first over the second
 */
public record DominantStyle(
    Verdict verdict,
    @Nullable Style leading,
    double[] probability,
    double[] standing,
    Interval lead)
    implements Serializable {
  private static final double CERTAIN = 0.8;

  /** Share of replicates in which the leading style leads; NaN where none does. */
  public double certainty() {
    return leading == null ? Double.NaN : probability[leading.index()];
  }

  /**
   * Computes it over a band.
   *
   * @param hasTopics whether every category has topics to draw from
   */
  static DominantStyle of(Band band, boolean hasTopics) {
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
    boolean few = !Arrays.stream(standing).allMatch(Double::isFinite);
    if (few || !hasTopics) {
      double[] none = new double[styles];
      Arrays.fill(none, Double.NaN);
      Verdict verdict = few ? Verdict.FEW_ANCHORS : Verdict.FEW_TOPICS;
      return new DominantStyle(verdict, null, none, standing, Interval.NONE);
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
    return new DominantStyle(
        certain ? Verdict.FOUND : Verdict.NOT_FOUND,
        List.of(Style.values()).get(first),
        probability,
        standing,
        lead);
  }

  private static double standing(LayerEstimate layer, int style, double cosine) {
    return layer.anchors().heldOut()[style].standing(cosine);
  }

  private static int largest(double[] values, int but) {
    int best = but == 0 ? 1 : 0;
    for (int k = 0; k < values.length; k++) {
      best = k != but && values[k] > values[best] ? k : best;
    }
    return best;
  }
}
