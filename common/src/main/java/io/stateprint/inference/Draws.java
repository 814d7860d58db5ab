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

  /**
   * The prompts of each draw, each as often as it was drawn, (B, any number). A category has as
   * many topics in a draw as it has in all, which tells weights from times.
   */
  public int[][] lists() {
    int[] members = new int[clusters.topics().size()];
    int[] topics = new int[clusters.categories().size()];
    for (int p = 0; p < clusters.prompts(); p++) {
      topics[clusters.category()[p]] += members[clusters.topic()[p]]++ == 0 ? 1 : 0;
    }
    int[][] out = new int[weights.length][];
    for (int b = 0; b < out.length; b++) {
      out[b] = list(weights[b], members, topics);
    }
    return out;
  }

  private int[] list(double[] drawn, int[] members, int[] topics) {
    double[] parts = new double[topics.length];
    for (int p = 0; p < drawn.length; p++) {
      parts[clusters.category()[p]] += drawn[p] / members[clusters.topic()[p]];
    }
    return IntStream.range(0, drawn.length)
        .flatMap(
            p -> {
              int category = clusters.category()[p];
              long times = Math.round(drawn[p] * topics[category] / parts[category]);
              return IntStream.generate(() -> p).limit(times);
            })
        .toArray();
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
