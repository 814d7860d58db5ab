package io.stateprint.inference;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * The draws of the bootstrap over clusters: categories stay, topics are drawn within a category,
 * and a topic comes with all of its prompts. One set of draws serves every layer, style and model,
 * so differences between them are paired.
 *
 * <p>Of the n topics of a category n - 1 are drawn: drawing n gives (n - 1) / n of the variance of
 * a mean over topics, drawing n - 1 gives it without bias (McCarthy and Snowden 1985, Vital and
 * Health Statistics 2:95; Rao and Wu 1988, JASA 83:231). Prompts are not drawn again within a
 * topic: the means of topics already scatter by what their prompts do, and a second level would
 * count that twice (Davison and Hinkley 1997, Bootstrap Methods, section 3.8). {@code CoverageTest}
 * holds both to planted truth.
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
   * The prompts of each draw, each as often as it was drawn, (B, any number). A category has one
   * topic fewer in a draw than it has in all, which tells weights from times.
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
              long times = Math.round(drawn[p] * (topics[category] - 1) / parts[category]);
              return IntStream.generate(() -> p).limit(times);
            })
        .toArray();
  }

  private static double[] draw(List<int[][]> tree, int prompts, Random random) {
    double[] times = new double[prompts];
    for (int[][] topics : tree) {
      for (int i = 1; i < topics.length; i++) {
        for (int p : topics[random.nextInt(topics.length)]) {
          times[p]++;
        }
      }
    }
    return times;
  }
}
