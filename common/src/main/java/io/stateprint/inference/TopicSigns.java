package io.stateprint.inference;

import java.util.Random;

/**
 * Random signs, one a topic: they swap the two conditions of a prompt, or flip its effect. Prompts
 * of a topic share a sign, so what they have in common stays together under the null.
 *
 * @param signs 1 or -1 for each prompt, (N, P)
 */
public record TopicSigns(double[][] signs) {
  /** The number of permutations of a test. */
  public static final int USUAL = 1999;

  /** Draws signs from a seed. */
  public static TopicSigns of(Clusters clusters, int count, long seed) {
    Random random = new Random(seed);
    double[][] signs = new double[count][clusters.prompts()];
    for (double[] row : signs) {
      double[] byTopic = new double[clusters.topics().size()];
      for (int g = 0; g < byTopic.length; g++) {
        byTopic[g] = random.nextBoolean() ? 1 : -1;
      }
      for (int p = 0; p < row.length; p++) {
        row[p] = byTopic[clusters.topic()[p]];
      }
    }
    return new TopicSigns(signs);
  }
}
