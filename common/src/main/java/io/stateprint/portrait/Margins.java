package io.stateprint.portrait;

import io.stateprint.direction.HeldOut;
import io.stateprint.profile.LayerEstimate;
import io.stateprint.profile.LayerScores;
import io.stateprint.profile.PromptKey;
import java.util.List;

/**
 * How far each prompt's style is ahead, layer by layer.
 *
 * <p>The margin of a prompt is taken for the style that leads among the other topics of its
 * category at the last reliable layer: a style chosen by the prompt itself would be ahead there by
 * choice, even in noise. Where its category has no other topic, the margin means nothing.
 *
 * @param margins Z of the style less the highest other, (L, P)
 * @param leads whether the style that the prompt itself ends with leads at the layer, (L, P)
 */
record Margins(double[][] margins, boolean[][] leads) {
  /**
   * Takes the margins.
   *
   * @param layers sampled
   * @param prompts in the order of each layer's scores
   * @param decisive index of the last reliable layer
   */
  static Margins of(List<LayerEstimate> layers, List<PromptKey> prompts, int decisive) {
    double[][][] standings = new double[layers.size()][prompts.size()][];
    for (int l = 0; l < layers.size(); l++) {
      for (int p = 0; p < prompts.size(); p++) {
        standings[l][p] = standings(layers.get(l).scores(), p);
      }
    }
    double[][] margins = new double[layers.size()][prompts.size()];
    boolean[][] leads = new boolean[layers.size()][prompts.size()];
    for (int p = 0; p < prompts.size(); p++) {
      int expected = expected(standings[decisive], prompts, p);
      int own = largest(standings[decisive][p], -1);
      for (int l = 0; l < layers.size(); l++) {
        margins[l][p] = margin(standings[l][p], expected);
        leads[l][p] = margin(standings[l][p], own) >= 0;
      }
    }
    return new Margins(margins, leads);
  }

  private static double margin(double[] standings, int style) {
    return standings[style] - standings[largest(standings, style)];
  }

  /** The style that leads over the other topics of the prompt's category. */
  private static int expected(double[][] standings, List<PromptKey> prompts, int prompt) {
    PromptKey own = prompts.get(prompt);
    double[] sums = new double[standings[prompt].length];
    for (int p = 0; p < prompts.size(); p++) {
      PromptKey other = prompts.get(p);
      if (other.category().equals(own.category()) && !other.topic().equals(own.topic())) {
        for (int k = 0; k < sums.length; k++) {
          sums[k] += standings[p][k];
        }
      }
    }
    return largest(sums, -1);
  }

  private static double[] standings(LayerScores scores, int prompt) {
    HeldOut[] fixed = scores.anchors().heldOut();
    double[] out = new double[fixed.length];
    for (int k = 0; k < out.length; k++) {
      out[k] = fixed[k].standing(scores.prompts()[prompt].centred()[k]);
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
}
