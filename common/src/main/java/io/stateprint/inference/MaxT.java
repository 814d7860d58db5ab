package io.stateprint.inference;

import java.util.stream.IntStream;

/**
 * Tests of a family whose largest statistic is compared with the largest one of each permutation
 * (Westfall and Young 1993): the chance of any false finding is the level, whatever the members
 * share.
 */
public final class MaxT {
  private MaxT() {}

  /**
   * Adjusted p-values, (1 + permutations whose largest statistic reaches the member's) / (1 + N).
   *
   * @param observed statistic of each member, large when the null is false, (M)
   * @param permuted the same under each permutation, (N, M)
   * @return one a member, NaN where its statistic is, (M)
   */
  public static double[] adjusted(double[] observed, double[][] permuted) {
    double[] largest = new double[permuted.length];
    for (int n = 0; n < largest.length; n++) {
      double most = Double.NEGATIVE_INFINITY;
      for (double value : permuted[n]) {
        most = value > most ? value : most;
      }
      largest[n] = most;
    }
    double[] out = new double[observed.length];
    for (int m = 0; m < out.length; m++) {
      double own = observed[m];
      long reach = IntStream.range(0, largest.length).filter(n -> largest[n] >= own).count();
      out[m] = Double.isNaN(own) ? Double.NaN : (1.0 + reach) / (1 + largest.length);
    }
    return out;
  }

  /**
   * Sign-flip test of mean effects, such as one a layer: |sum s e| / sqrt(sum e^2) over topics,
   * largest over the family.
   *
   * @param effects of each prompt, (M, P)
   * @param weights of the prompts, (P)
   * @param clusters of the prompts
   * @param signs of the flips
   * @return adjusted p-values, (M)
   */
  public static double[] signFlip(
      double[][] effects, double[] weights, Clusters clusters, TopicSigns signs) {
    double[] observed = new double[effects.length];
    double[][] permuted = new double[signs.signs().length][effects.length];
    double[] ones = new double[weights.length];
    java.util.Arrays.fill(ones, 1);
    for (int m = 0; m < effects.length; m++) {
      observed[m] = statistic(effects[m], weights, clusters, ones);
      for (int n = 0; n < permuted.length; n++) {
        permuted[n][m] = statistic(effects[m], weights, clusters, signs.signs()[n]);
      }
    }
    return adjusted(observed, permuted);
  }

  private static double statistic(
      double[] effects, double[] weights, Clusters clusters, double[] signs) {
    double[] sums = new double[clusters.topics().size()];
    for (int p = 0; p < effects.length; p++) {
      sums[clusters.topic()[p]] += weights[p] * signs[p] * effects[p];
    }
    double sum = 0;
    double squares = 0;
    for (double value : sums) {
      sum += value;
      squares += value * value;
    }
    return squares == 0 ? 0 : Math.abs(sum) / Math.sqrt(squares);
  }
}
