package io.stateprint.inference;

import java.util.Random;
import java.util.stream.IntStream;

/**
 * Random halves of the topics of every category; the prompts of a topic stay together. Where a
 * category has an odd number of topics, the first half has one less.
 *
 * @param clusters of the prompts
 * @param first whether each prompt is in the first half of each split, (N, P)
 */
public record Halves(Clusters clusters, boolean[][] first) {
  /** The number of splits of a reliability. */
  public static final int USUAL = 100;

  /** Splits from a seed. */
  public static Halves of(Clusters clusters, int count, long seed) {
    Random random = new Random(seed);
    int[][] byCategory =
        IntStream.range(0, clusters.categories().size())
            .mapToObj(clusters::topicsOf)
            .toArray(int[][]::new);
    boolean[][] first = new boolean[count][clusters.prompts()];
    for (boolean[] split : first) {
      boolean[] chosen = new boolean[clusters.topics().size()];
      for (int[] own : byCategory) {
        int[] topics = shuffled(own.clone(), random);
        for (int i = 0; i < topics.length / 2; i++) {
          chosen[topics[i]] = true;
        }
      }
      for (int p = 0; p < split.length; p++) {
        split[p] = chosen[clusters.topic()[p]];
      }
    }
    return new Halves(clusters, first);
  }

  /** Weights of the prompts of one half of a split; those of a category sum to 1, (P). */
  public double[] weights(int split, boolean half) {
    double[] times = new double[clusters.prompts()];
    for (int p = 0; p < times.length; p++) {
      times[p] = first[split][p] == half ? 1 : 0;
    }
    return clusters.normalised(times);
  }

  private static int[] shuffled(int[] values, Random random) {
    for (int i = values.length - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int kept = values[i];
      values[i] = values[j];
      values[j] = kept;
    }
    return values;
  }
}
