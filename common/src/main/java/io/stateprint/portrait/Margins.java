package io.stateprint.portrait;

import io.stateprint.direction.HeldOut;
import io.stateprint.profile.Clusters;
import io.stateprint.profile.LayerEstimate;
import java.util.Arrays;
import java.util.List;

/**
 * How far each prompt's style is ahead, layer by layer.
 *
 * <p>The margin of a prompt is taken for the style that leads among the other topics of its
 * category at the last reliable layer: a style chosen by the prompt itself would be ahead there by
 * choice, even in noise. Where its category has no other topic, the margin means nothing.
 *
 * @param margins Z of the style less the highest other, prompt after prompt, (P, L)
 * @param leads whether the style that the prompt itself ends with leads at the layer, (L, P)
 */
record Margins(double[] margins, boolean[][] leads) {
  /**
   * Takes the margins.
   *
   * @param layers sampled
   * @param clusters of the prompts
   * @param decisive index of the last reliable layer
   */
  static Margins of(List<LayerEstimate> layers, Clusters clusters, int decisive) {
    int prompts = clusters.prompts();
    int[] expected = Expected.of(layers.get(decisive), clusters);
    double[] margins = new double[Math.multiplyExact(prompts, layers.size())];
    boolean[][] leads = new boolean[layers.size()][prompts];
    for (int p = 0; p < prompts; p++) {
      int own = largest(standings(layers.get(decisive), p), -1);
      for (int l = 0; l < layers.size(); l++) {
        double[] standings = standings(layers.get(l), p);
        margins[p * layers.size() + l] = margin(standings, expected[clusters.topicOf()[p]]);
        leads[l][p] = margin(standings, own) >= 0;
      }
    }
    return new Margins(margins, leads);
  }

  private static double margin(double[] standings, int style) {
    return standings[style] - standings[largest(standings, style)];
  }

  private static double[] standings(LayerEstimate layer, int prompt) {
    HeldOut[] fixed = layer.anchors().heldOut();
    double[] out = new double[fixed.length];
    for (int k = 0; k < out.length; k++) {
      out[k] = fixed[k].standing(layer.centred()[k][prompt]);
    }
    return out;
  }

  private static int largest(double[] values, int but) {
    int best = but == 0 ? 1 : 0;
    for (int k = 0; k < values.length; k++) {
      best = k != but && values[k] > values[best] ? k : best;
    }
    return best;
  }

  /**
   * The style that leads over the other topics of a category, for each of its topics.
   *
   * @param layer the last reliable one
   * @param clusters of the prompts
   */
  private record Expected(LayerEstimate layer, Clusters clusters) {
    /** Of a sum of n numbers rounding takes no more than n such parts of their sizes. */
    private static final double ROUNDING = 4 * Math.ulp(1.0);

    /** One a topic; the first style where nothing can be measured. */
    static int[] of(LayerEstimate layer, Clusters clusters) {
      boolean measured =
          Arrays.stream(layer.anchors().heldOut())
              .anyMatch(style -> !Double.isNaN(style.otherSpread()));
      return measured ? new Expected(layer, clusters).styles() : new int[clusters.topics()];
    }

    /**
     * The sum over a category less that over a topic says who leads, unless two styles are so near
     * that rounding decides: then the others' sum itself does.
     */
    private int[] styles() {
      int styles = layer.anchors().heldOut().length;
      double[][] topics = new double[clusters.topics()][styles];
      double[][] categories = new double[clusters.categories().size()][styles];
      double[] sizes = new double[categories.length];
      int[] counts = new int[categories.length];
      for (int p = 0; p < clusters.prompts(); p++) {
        int category = clusters.categoryOf()[p];
        double[] standings = standings(layer, p);
        counts[category]++;
        for (int k = 0; k < styles; k++) {
          topics[clusters.topicOf()[p]][k] += standings[k];
          categories[category][k] += standings[k];
          sizes[category] += Math.abs(standings[k]);
        }
      }
      int[] out = new int[topics.length];
      for (int c = 0; c < categories.length; c++) {
        double rounding = ROUNDING * counts[c] * sizes[c];
        for (int t = clusters.firstTopic()[c]; t < clusters.firstTopic()[c + 1]; t++) {
          double[] others = less(categories[c], topics[t]);
          out[t] = isClear(others, rounding) ? largest(others, -1) : exactly(c, t);
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
      int first = largest(sums, -1);
      return sums[first] - sums[largest(sums, first)] > rounding;
    }

    private int exactly(int category, int topic) {
      double[] sums = new double[layer.anchors().heldOut().length];
      for (int p = 0; p < clusters.prompts(); p++) {
        if (clusters.categoryOf()[p] == category && clusters.topicOf()[p] != topic) {
          double[] standings = standings(layer, p);
          for (int k = 0; k < sums.length; k++) {
            sums[k] += standings[k];
          }
        }
      }
      return largest(sums, -1);
    }
  }
}
