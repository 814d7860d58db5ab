package io.stateprint.inference;

import io.stateprint.profile.PromptKey;
import io.stateprint.storage.InputException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Prompts as every estimate sees them: in categories, and within those in topics. The same topic
 * name in two categories is two topics.
 *
 * @param categories sorted, (C)
 * @param category index of each prompt's category, (P)
 * @param topics sorted by category, then name, as {@code category/topic}, (G)
 * @param topic index of each prompt's topic, (P)
 */
public record Clusters(List<String> categories, int[] category, List<String> topics, int[] topic) {
  private static final int FEWEST = 2;

  /**
   * Sorts prompts into clusters.
   *
   * @throws InputException where a category has fewer than two topics, or there are no prompts
   */
  public static Clusters of(List<PromptKey> prompts) {
    Map<String, Map<String, List<Integer>>> tree = new TreeMap<>();
    for (int p = 0; p < prompts.size(); p++) {
      tree.computeIfAbsent(prompts.get(p).category(), key -> new TreeMap<>())
          .computeIfAbsent(prompts.get(p).topic(), key -> new ArrayList<>())
          .add(p);
    }
    if (tree.isEmpty()) {
      throw new InputException("Cannot score a model: it has no prompts");
    }
    int[] category = new int[prompts.size()];
    int[] topic = new int[prompts.size()];
    List<String> topics = new ArrayList<>();
    tree.forEach(
        (name, members) -> {
          if (members.size() < FEWEST) {
            throw new InputException(
                "Cannot score category %s: it has %d topic; %d or more are needed"
                    .formatted(name, members.size(), FEWEST));
          }
          members.forEach(
              (one, indices) -> {
                indices.forEach(p -> topic[p] = topics.size());
                topics.add(name + "/" + one);
              });
        });
    List<String> categories = List.copyOf(tree.keySet());
    Arrays.setAll(category, p -> categories.indexOf(prompts.get(p).category()));
    return new Clusters(categories, category, List.copyOf(topics), topic);
  }

  /**
   * Refuses prompts that lack one of the categories.
   *
   * @throws InputException naming those that are missing
   */
  public Clusters requireCategories(List<String> needed) {
    List<String> missing = needed.stream().filter(name -> !categories.contains(name)).toList();
    if (!missing.isEmpty()) {
      throw new InputException(
          "Cannot score a model: categories %s have no prompts".formatted(missing));
    }
    return this;
  }

  /** Degrees of freedom of what is drawn over all categories: topics less categories, 1 or more. */
  public int freedom() {
    return topics.size() - categories.size();
  }

  /** The same of what is drawn over one category. */
  public int freedom(int index) {
    return topicsOf(index).length - 1;
  }

  /** P. */
  public int prompts() {
    return topic.length;
  }

  /** The category of a topic. */
  int categoryOf(int index) {
    int p = 0;
    while (topic[p] != index) {
      p++;
    }
    return category[p];
  }

  /** The prompts of a topic. */
  int[] members(int index) {
    return IntStream.range(0, topic.length).filter(p -> topic[p] == index).toArray();
  }

  /** The topics of a category, as indices. */
  int[] topicsOf(int index) {
    boolean[] own = new boolean[topics.size()];
    for (int p = 0; p < topic.length; p++) {
      own[topic[p]] = category[p] == index;
    }
    return IntStream.range(0, own.length).filter(g -> own[g]).toArray();
  }

  /** Weights of the prompts as they are: 1 / prompts of the category, (P). */
  public double[] observed() {
    double[] ones = new double[topic.length];
    Arrays.fill(ones, 1);
    return normalised(ones);
  }

  /**
   * Weights without each topic in turn, for the jackknife, (G, P).
   *
   * @return a category that a single topic would leave empty cannot be; {@link #of} saw to it
   */
  public double[][] withoutOne() {
    double[][] out = new double[topics.size()][];
    for (int g = 0; g < out.length; g++) {
      int left = g;
      out[g] =
          normalised(
              IntStream.range(0, topic.length)
                  .mapToDouble(p -> topic[p] == left ? 0 : 1)
                  .toArray());
    }
    return out;
  }

  /** Weights that sum to 1 in each category, (P). */
  double[] normalised(double[] times) {
    double[] totals = new double[categories.size()];
    for (int p = 0; p < times.length; p++) {
      totals[category[p]] += times[p];
    }
    double[] out = new double[times.length];
    Arrays.setAll(out, p -> times[p] / totals[category[p]]);
    return out;
  }
}
