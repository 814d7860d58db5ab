package io.stateprint.depth;

import io.stateprint.inference.Clusters;
import io.stateprint.inference.Folds;
import java.util.List;

/**
 * How far a prompt's style is ahead of the next, q_l(x) = Z_{l,k} - max_{j != k} Z_{l,j}.
 *
 * @param own with the prompt's own leading style at the decisive layer, (L, P)
 * @param expected with the style that leads over the other half of its category's topics there: a
 *     style that was not chosen on the same prompts, so that noise alone makes no rise, (L, P)
 */
record Margins(double[][] own, double[][] expected) {

  static Margins of(List<DepthLayer> layers, Clusters clusters, int decisive) {
    double[][] last = layers.get(decisive).standings();
    int[] halves = Folds.of(clusters, 2).of();
    double[][] own = new double[layers.size()][clusters.prompts()];
    double[][] expected = new double[layers.size()][clusters.prompts()];
    for (int p = 0; p < clusters.prompts(); p++) {
      int leading = largest(last[p], -1);
      int usual = usual(last, clusters.category(), halves, p);
      for (int l = 0; l < own.length; l++) {
        double[] z = layers.get(l).standings()[p];
        own[l][p] = z[leading] - z[largest(z, leading)];
        expected[l][p] = z[usual] - z[largest(z, usual)];
      }
    }
    return new Margins(own, expected);
  }

  private static int usual(double[][] standings, int[] category, int[] halves, int prompt) {
    double[] sums = new double[standings[prompt].length];
    for (int p = 0; p < standings.length; p++) {
      if (halves[p] != halves[prompt] && category[p] == category[prompt]) {
        for (int k = 0; k < sums.length; k++) {
          sums[k] += standings[p][k];
        }
      }
    }
    return largest(sums, -1);
  }

  private static int largest(double[] values, int but) {
    int best = but == 0 ? 1 : 0;
    for (int k = 0; k < values.length; k++) {
      best = k != but && values[k] > values[best] ? k : best;
    }
    return best;
  }
}
