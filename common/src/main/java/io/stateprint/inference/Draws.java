package io.stateprint.inference;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * The draws of the hierarchical bootstrap: categories stay, topics are drawn within a category,
 * prompts within a topic. One set of draws serves every layer, style and model, so differences
 * between them are paired.
 *
 * @param clusters of the prompts
 * @param weights of the prompts in each draw; those of a category sum to 1, (B, P)
 */
public record Draws(Clusters clusters, double[][] weights) {
  /** The number of draws of every interval. */
  public static final int USUAL = 2000;

  /** Draws from a seed. */
  public static Draws of(Clusters clusters, int count, long seed) {
    Random random = new Random(seed);
    List<int[][]> tree = new ArrayList<>();
    for (int c = 0; c < clusters.categories().size(); c++) {
      tree.add(
          IntStream.of(clusters.topicsOf(c)).mapToObj(clusters::members).toArray(int[][]::new));
    }
    double[][] weights = new double[count][];
    for (int b = 0; b < count; b++) {
      weights[b] = clusters.normalised(draw(tree, clusters.prompts(), random));
    }
    return new Draws(clusters, weights);
  }

  /** B. */
  public int count() {
    return weights.length;
  }

  private static double[] draw(List<int[][]> tree, int prompts, Random random) {
    double[] times = new double[prompts];
    for (int[][] topics : tree) {
      for (int i = 0; i < topics.length; i++) {
        int[] topic = topics[random.nextInt(topics.length)];
        for (int j = 0; j < topic.length; j++) {
          times[topic[random.nextInt(topic.length)]]++;
        }
      }
    }
    return times;
  }
}
