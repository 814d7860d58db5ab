package io.stateprint.evidence;

import io.stateprint.inference.Draws;
import io.stateprint.profile.PromptKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/**
 * Hierarchical bootstrap draws as lists of prompts: categories stay, topics are drawn within a
 * category, prompts within a topic.
 *
 * @param draws indices of the drawn prompts, (R, any number)
 */
public record TopicDraws(int[][] draws) {
  /**
   * Draws.
   *
   * @param prompts P
   * @param replicates R
   * @param seed of all draws
   */
  public static TopicDraws of(List<PromptKey> prompts, int replicates, long seed) {
    Map<String, Map<String, List<Integer>>> tree = new TreeMap<>();
    for (int p = 0; p < prompts.size(); p++) {
      tree.computeIfAbsent(prompts.get(p).category(), key -> new TreeMap<>())
          .computeIfAbsent(prompts.get(p).topic(), key -> new ArrayList<>())
          .add(p);
    }
    for (Map.Entry<String, Map<String, List<Integer>>> category : tree.entrySet()) {
      TooFewException.require(
          "draw topics of category " + category.getKey(), "topics", category.getValue().size(), 2);
    }
    SplittableRandom random = new SplittableRandom(seed);
    int[][] draws = new int[replicates][];
    Arrays.setAll(draws, r -> draw(tree, random));
    return new TopicDraws(draws);
  }

  /** The draws that scores were made with. */
  public static TopicDraws of(Draws draws) {
    return new TopicDraws(draws.lists());
  }

  /** A statistic of each draw, (R). */
  public double[] replicates(ToDoubleFunction<int[]> statistic) {
    return Arrays.stream(draws).mapToDouble(statistic).toArray();
  }

  /** All prompts once, as a draw, (P). */
  public static int[] observed(int prompts) {
    int[] all = new int[prompts];
    Arrays.setAll(all, p -> p);
    return all;
  }

  /** The mean of some values over a draw. */
  public static double mean(double[] values, int[] draw) {
    return Arrays.stream(draw).mapToDouble(p -> values[p]).average().orElse(Double.NaN);
  }

  private static int[] draw(Map<String, Map<String, List<Integer>>> tree, SplittableRandom random) {
    List<Integer> drawn = new ArrayList<>();
    for (Map<String, List<Integer>> topics : tree.values()) {
      List<List<Integer>> groups = List.copyOf(topics.values());
      for (int draw = 0; draw < groups.size(); draw++) {
        List<Integer> topic = groups.get(random.nextInt(groups.size()));
        for (int i = 0; i < topic.size(); i++) {
          drawn.add(topic.get(random.nextInt(topic.size())));
        }
      }
    }
    return drawn.stream().mapToInt(Integer::intValue).toArray();
  }
}
