package io.stateprint.portrait;

import io.stateprint.profile.Clusters;
import io.stateprint.profile.LayerEstimate;
import java.io.Serializable;
import java.util.Arrays;

/**
 * Whose lead is followed through the layers: of each topic and of each prompt one style.
 *
 * <p>The margin of a prompt is taken for the style that leads among the other topics of its
 * category at the last reliable layer: a style chosen by the prompt itself would be ahead there by
 * choice, even in noise. Where its category has no other topic, the margin means nothing.
 *
 * @param expected the style that leads over the other topics of the category, one a topic; the
 *     first style where nothing can be measured
 * @param own the style that leads in a prompt itself, (P)
 */
public record Leading(byte[] expected, byte[] own) implements Serializable {
  /**
   * Who leads.
   *
   * @param decisive the last reliable layer
   * @param centred its centred cosines, (K, P)
   * @param clusters of the prompts
   */
  public static Leading of(LayerEstimate decisive, double[][] centred, Clusters clusters) {
    Standings standings = new Standings(decisive.anchors().heldOut(), centred);
    byte[] own = new byte[clusters.prompts()];
    for (int p = 0; p < own.length; p++) {
      own[p] = (byte) Standings.largest(standings.of(p), -1);
    }
    boolean measured =
        Arrays.stream(decisive.anchors().heldOut())
            .anyMatch(style -> !Double.isNaN(style.otherSpread()));
    byte[] expected =
        measured ? new Expected(standings, clusters).styles() : new byte[clusters.topics()];
    return new Leading(expected, own);
  }

  /**
   * The style that leads over the other topics of a category, for each of its topics.
   *
   * @param layer the last reliable one
   * @param clusters of the prompts
   */
  private record Expected(Standings layer, Clusters clusters) {
    /** Of a sum of n numbers rounding takes no more than n such parts of their sizes. */
    private static final double ROUNDING = 4 * Math.ulp(1.0);

    /**
     * The sum over a category less that over a topic says who leads, unless two styles are so near
     * that rounding decides: then the others' sum itself does.
     */
    byte[] styles() {
      int styles = layer.fixed().length;
      double[][] topics = new double[clusters.topics()][styles];
      double[][] categories = new double[clusters.categories().size()][styles];
      double[] sizes = new double[categories.length];
      int[] counts = new int[categories.length];
      for (int p = 0; p < clusters.prompts(); p++) {
        int category = clusters.categoryOf()[p];
        double[] standings = layer.of(p);
        counts[category]++;
        for (int k = 0; k < styles; k++) {
          topics[clusters.topicOf()[p]][k] += standings[k];
          categories[category][k] += standings[k];
          sizes[category] += Math.abs(standings[k]);
        }
      }
      byte[] out = new byte[topics.length];
      for (int c = 0; c < categories.length; c++) {
        double rounding = ROUNDING * counts[c] * sizes[c];
        for (int t = clusters.firstTopic()[c]; t < clusters.firstTopic()[c + 1]; t++) {
          double[] others = less(categories[c], topics[t]);
          out[t] =
              (byte) (isClear(others, rounding) ? Standings.largest(others, -1) : exactly(c, t));
        }
      }
      return out;
    }

    private static double[] less(double[] all, double[] some) {
      double[] out = new double[all.length];
      for (int k = 0; k < out.length; k++) {
        out[k] = all[k] - some[k];
      }
      return out;
    }

    private static boolean isClear(double[] sums, double rounding) {
      int first = Standings.largest(sums, -1);
      return sums[first] - sums[Standings.largest(sums, first)] > rounding;
    }

    private int exactly(int category, int topic) {
      double[] sums = new double[layer.fixed().length];
      for (int p = 0; p < clusters.prompts(); p++) {
        if (clusters.categoryOf()[p] == category && clusters.topicOf()[p] != topic) {
          double[] standings = layer.of(p);
          for (int k = 0; k < sums.length; k++) {
            sums[k] += standings[k];
          }
        }
      }
      return Standings.largest(sums, -1);
    }
  }
}
