package io.stateprint.profile;

import io.stateprint.profile.LayerScores.AnchorGeometry;
import io.stateprint.trajectory.StyleCosines;

/**
 * Mean centred cosines under a draw of prompts and anchors, in Gram space: no work in D dimensions.
 * With a_k the weighted mean of style k's frames and m the mean of the a_k, cos(z - m, a_k - m)
 * needs only the inner products of frames with each other and with z.
 */
final class CosineReplicates {
  private static final int STYLES = 4;

  private final LayerScores scores;
  private final int[] categoryOf;
  private final int categories;

  CosineReplicates(LayerScores scores, Resampling resampling) {
    this.scores = scores;
    this.categoryOf = resampling.categoryOf();
    this.categories = resampling.categories().size();
  }

  /** Means by category, then by all with equal weights of categories, (C + 1, K). */
  double[][] means(double[] promptWeights, double[] frameWeights) {
    Centre centre = Centre.of(scores.anchors(), frameWeights);
    double[][] sums = new double[categories + 1][STYLES];
    double[] cosines = new double[STYLES];
    for (int p = 0; p < promptWeights.length; p++) {
      if (promptWeights[p] == 0) {
        continue;
      }
      centre.cosines(scores.prompts()[p], cosines);
      for (int k = 0; k < STYLES; k++) {
        double part = promptWeights[p] * cosines[k];
        sums[categoryOf[p]][k] += part;
        sums[categories][k] += part / categories;
      }
    }
    return sums;
  }

  /** What of a draw of frames does not depend on the prompt. */
  private record Centre(
      double[] weights, int[] frameStyle, double[] toMean, double[] lengths, double square) {
    static Centre of(AnchorGeometry anchors, double[] weights) {
      double[][] products = new double[STYLES][STYLES];
      int[] style = anchors.frameStyle();
      for (int f = 0; f < weights.length; f++) {
        if (weights[f] != 0) {
          for (int g = 0; g < weights.length; g++) {
            products[style[f]][style[g]] += weights[f] * weights[g] * anchors.gram()[f][g];
          }
        }
      }
      double[] toMean = new double[STYLES];
      double square = 0;
      for (int k = 0; k < STYLES; k++) {
        for (int j = 0; j < STYLES; j++) {
          toMean[k] += products[k][j] / STYLES;
        }
        square += toMean[k] / STYLES;
      }
      double[] lengths = new double[STYLES];
      for (int k = 0; k < STYLES; k++) {
        lengths[k] = Math.sqrt(products[k][k] - 2 * toMean[k] + square);
      }
      return new Centre(weights, style, toMean, lengths, square);
    }

    void cosines(StyleCosines prompt, double[] out) {
      double[] dots = prompt.frameDots();
      double zero = 0;
      double one = 0;
      double two = 0;
      double three = 0;
      for (int f = 0; f < dots.length; f++) {
        double part = weights[f] * dots[f];
        switch (frameStyle[f]) {
          case 0 -> zero += part;
          case 1 -> one += part;
          case 2 -> two += part;
          default -> three += part;
        }
      }
      out[0] = zero;
      out[1] = one;
      out[2] = two;
      out[3] = three;
      double mean = (zero + one + two + three) / STYLES;
      double length = Math.sqrt(prompt.square() - 2 * mean + square);
      for (int k = 0; k < STYLES; k++) {
        out[k] = (out[k] - mean - toMean[k] + square) / (length * lengths[k]);
      }
    }
  }
}
