package io.stateprint.score;

import io.stateprint.inference.Clusters;
import io.stateprint.inference.Folds;
import io.stateprint.inference.MaxT;
import io.stateprint.inference.TopicSigns;
import java.util.Arrays;
import java.util.List;

/**
 * Whether the two instructions of a style move unseen prompts apart at all: plus and minus states
 * are swapped within prompts, all prompts of a topic together, and directions made anew. The
 * statistic is sum(w R) / sqrt(sum(w^2 R^2)) over prompts; the largest over layers counts.
 */
public final class PermutationNull {
  private PermutationNull() {}

  /**
   * Adjusted p-values.
   *
   * @param layers of one style
   * @param signs -1 swaps
   * @return one a layer, (L)
   */
  public static double[] of(
      List<StyleGram> layers, Folds folds, Clusters clusters, TopicSigns signs) {
    double[] weights = clusters.observed();
    double[] observed = new double[layers.size()];
    double[][] permuted = new double[signs.signs().length][layers.size()];
    double[][] swapped =
        Arrays.stream(signs.signs()).map(row -> times(weights, row)).toArray(double[][]::new);
    for (int l = 0; l < observed.length; l++) {
      observed[l] = statistics(layers.get(l), folds, clusters, new double[][] {weights})[0];
      double[] values = statistics(layers.get(l), folds, clusters, swapped);
      for (int n = 0; n < values.length; n++) {
        permuted[n][l] = values[n];
      }
    }
    return MaxT.adjusted(observed, permuted);
  }

  private static double[] statistics(
      StyleGram gram, Folds folds, Clusters clusters, double[][] weights) {
    HeldOutSums sums = HeldOutSums.of(gram, folds, clusters, weights);
    double[] out = sums.meanRanges();
    for (int n = 0; n < out.length; n++) {
      out[n] *= sums.range().length / Math.sqrt(sums.squares()[n]);
    }
    return out;
  }

  static double[] times(double[] one, double[] other) {
    double[] out = new double[one.length];
    Arrays.setAll(out, p -> one[p] * other[p]);
    return out;
  }
}
