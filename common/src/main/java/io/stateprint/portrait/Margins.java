package io.stateprint.portrait;

import io.stateprint.direction.HeldOut;
import io.stateprint.profile.LayerEstimate;
import io.stateprint.profile.LayerScores;
import java.util.List;

/**
 * How far each prompt's own style is ahead, layer by layer (measurement, 1.9).
 *
 * @param margins q_l(x) = Z of the prompt's style less the highest other, (L, P)
 * @param leads whether the prompt's style leads at the layer, (L, P)
 */
record Margins(double[][] margins, boolean[][] leads) {
  /**
   * A prompt's style is the one that leads at the given layer.
   *
   * @param decisive index of the last reliable layer
   */
  static Margins of(List<LayerEstimate> layers, int decisive) {
    int prompts = layers.get(0).scores().prompts().length;
    double[][] margins = new double[layers.size()][prompts];
    boolean[][] leads = new boolean[layers.size()][prompts];
    for (int p = 0; p < prompts; p++) {
      int own = largest(standings(layers.get(decisive).scores(), p), -1);
      for (int l = 0; l < layers.size(); l++) {
        double[] standings = standings(layers.get(l).scores(), p);
        int other = largest(standings, own);
        margins[l][p] = standings[own] - standings[other];
        leads[l][p] = margins[l][p] >= 0;
      }
    }
    return new Margins(margins, leads);
  }

  private static double[] standings(LayerScores scores, int prompt) {
    HeldOut[] fixed = scores.anchors().heldOut();
    double[] out = new double[fixed.length];
    for (int k = 0; k < out.length; k++) {
      out[k] = (scores.prompts()[prompt].centred()[k] - fixed[k].other()) / fixed[k].otherSpread();
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
