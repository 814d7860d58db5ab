package io.stateprint.score;

import io.stateprint.inference.Clusters;
import io.stateprint.inference.Folds;
import io.stateprint.inference.MaxT;
import io.stateprint.inference.TopicSigns;
import java.io.Serializable;
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
   * What one layer gives.
   *
   * @param observed statistic
   * @param permuted the same under each swap, (N)
   */
  public record Layer(double observed, double[] permuted) implements Serializable {}

  /** The statistics of one style at one layer; -1 swaps. */
  public static Layer layer(StyleGram gram, Folds folds, Clusters clusters, TopicSigns signs) {
    double[] weights = clusters.observed();
    double[][] swapped =
        Arrays.stream(signs.signs()).map(row -> times(weights, row)).toArray(double[][]::new);
    return new Layer(
        statistics(gram, folds, clusters, new double[][] {weights})[0],
        statistics(gram, folds, clusters, swapped));
  }

  /**
   * Adjusted p-values.
   *
   * @param layers of one style, all with the same swaps
   * @return one a layer, (L)
   */
  public static double[] of(List<Layer> layers) {
    double[] observed = layers.stream().mapToDouble(Layer::observed).toArray();
    double[][] permuted = new double[layers.get(0).permuted().length][layers.size()];
    for (int l = 0; l < observed.length; l++) {
      for (int n = 0; n < permuted.length; n++) {
        permuted[n][l] = layers.get(l).permuted()[n];
      }
    }
    return MaxT.adjusted(observed, permuted);
  }

  /**
   * Adjusted p-values.
   *
   * @param layers of one style
   * @param signs -1 swaps
   * @return one a layer, (L)
   */
  public static double[] of(
      List<StyleGram> layers, Folds folds, Clusters clusters, TopicSigns signs) {
    return of(layers.stream().map(gram -> layer(gram, folds, clusters, signs)).toList());
  }

  private static double[] statistics(
      StyleGram gram, Folds folds, Clusters clusters, double[][] weights) {
    HeldOutSums sums = HeldOutSums.ranges(gram, folds, clusters, weights);
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
