package io.stateprint.profile;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * Which category and topic each prompt is of, without their texts: eight bytes a prompt.
 *
 * @param categories sorted, (C)
 * @param categoryOf index of each prompt's category, (P)
 * @param topicOf number of each prompt's topic, (P); topics are counted category after category,
 *     sorted within it
 * @param firstTopic number of the first topic of each category, and behind them the number of all
 *     topics, (C + 1)
 */
public record Clusters(List<String> categories, int[] categoryOf, int[] topicOf, int[] firstTopic)
    implements Serializable {

  /** Of prompts, in their order. */
  public static Clusters of(List<PromptKey> prompts) {
    TreeMap<String, TreeMap<String, Integer>> tree = new TreeMap<>();
    for (PromptKey prompt : prompts) {
      tree.computeIfAbsent(prompt.category(), key -> new TreeMap<>()).put(prompt.topic(), 0);
    }
    List<String> categories = List.copyOf(tree.keySet());
    int[] firstTopic = new int[categories.size() + 1];
    int next = 0;
    for (int c = 0; c < categories.size(); c++) {
      firstTopic[c] = next;
      for (Map.Entry<String, Integer> topic : topics(tree, categories.get(c)).entrySet()) {
        topic.setValue(next++);
      }
    }
    firstTopic[categories.size()] = next;
    int[] topicOf =
        prompts.stream()
            .mapToInt(one -> Objects.requireNonNull(topics(tree, one.category()).get(one.topic())))
            .toArray();
    int[] categoryOf =
        prompts.stream().mapToInt(one -> categories.indexOf(one.category())).toArray();
    return new Clusters(categories, categoryOf, topicOf, firstTopic);
  }

  private static TreeMap<String, Integer> topics(
      TreeMap<String, TreeMap<String, Integer>> tree, String category) {
    return Objects.requireNonNull(tree.get(category));
  }

  /** P. */
  public int prompts() {
    return categoryOf.length;
  }

  /** How many topics all categories have. */
  public int topics() {
    return firstTopic[categories.size()];
  }

  /** How many topics a category has. */
  int topics(int category) {
    return firstTopic[category + 1] - firstTopic[category];
  }

  /**
   * Categories of a single topic, sorted: their mean is the same in every draw, so no interval over
   * them is one.
   */
  public List<String> undrawn() {
    List<String> out = new ArrayList<>();
    for (int c = 0; c < categories.size(); c++) {
      if (topics(c) < 2) {
        out.add(categories.get(c));
      }
    }
    return out;
  }

  /** Weights of the prompts as they are, (P); those of a category sum to 1. */
  public double[] observed() {
    int[] sizes = new int[categories.size()];
    for (int category : categoryOf) {
      sizes[category]++;
    }
    double[] weights = new double[categoryOf.length];
    for (int p = 0; p < weights.length; p++) {
      weights[p] = 1.0 / sizes[categoryOf[p]];
    }
    return weights;
  }
}
