package io.stateprint.profile;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.IntPredicate;

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

  /**
   * Of prompts that stand category after category, and topic after topic.
   *
   * @param categories sorted
   * @param categoryOf of each prompt, (P)
   * @param begins whether a prompt is the first of its topic
   */
  static Clusters ofSorted(List<String> categories, int[] categoryOf, IntPredicate begins) {
    int[] topicOf = new int[categoryOf.length];
    int[] firstTopic = new int[categories.size() + 1];
    int topic = -1;
    for (int p = 0; p < topicOf.length; p++) {
      topic += begins.test(p) ? 1 : 0;
      topicOf[p] = topic;
      firstTopic[categoryOf[p] + 1] = topic + 1;
    }
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

  /** The mean of what each prompt has, (P), with equal weights of the categories. */
  public double mean(double[] values) {
    double[] sums = new double[categories.size()];
    int[] sizes = new int[sums.length];
    for (int p = 0; p < values.length; p++) {
      sums[categoryOf[p]] += values[p];
      sizes[categoryOf[p]]++;
    }
    double mean = 0;
    for (int c = 0; c < sums.length; c++) {
      mean += sums[c] / sizes[c] / sums.length;
    }
    return mean;
  }
}
