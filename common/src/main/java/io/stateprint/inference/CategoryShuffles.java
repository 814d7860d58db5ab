package io.stateprint.inference;

import java.util.Random;

/**
 * Categories dealt anew to topics; prompts of a topic keep one category together.
 *
 * @param category index of each prompt's dealt category, (N, P)
 */
public record CategoryShuffles(int[][] category) {
  /** Shuffles from a seed. */
  public static CategoryShuffles of(Clusters clusters, int count, long seed) {
    Random random = new Random(seed);
    int topics = clusters.topics().size();
    int[][] out = new int[count][clusters.prompts()];
    for (int[] row : out) {
      int[] dealt = new int[topics];
      java.util.Arrays.setAll(dealt, clusters::categoryOf);
      for (int i = topics - 1; i > 0; i--) {
        int j = random.nextInt(i + 1);
        int kept = dealt[i];
        dealt[i] = dealt[j];
        dealt[j] = kept;
      }
      for (int p = 0; p < row.length; p++) {
        row[p] = dealt[clusters.topic()[p]];
      }
    }
    return new CategoryShuffles(out);
  }
}
