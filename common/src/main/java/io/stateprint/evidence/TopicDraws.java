package io.stateprint.evidence;

import io.stateprint.inference.Clusters;
import io.stateprint.inference.Draws;
import io.stateprint.profile.Interval;
import io.stateprint.profile.PromptKey;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/**
 * The bootstrap draws of {@link Draws} as lists of prompts.
 *
 * @param draws indices of the drawn prompts, (R, any number)
 * @param freedom degrees of freedom: topics less categories
 */
public record TopicDraws(int[][] draws, int freedom) {
  /**
   * Draws.
   *
   * @param prompts P
   * @param replicates R
   * @param seed of all draws
   */
  public static TopicDraws of(List<PromptKey> prompts, int replicates, long seed) {
    prompts.stream()
        .collect(
            Collectors.groupingBy(
                PromptKey::category,
                TreeMap::new,
                Collectors.mapping(PromptKey::topic, Collectors.toSet())))
        .forEach(
            (category, topics) ->
                TooFewException.require(
                    "draw topics of category " + category, "topics", topics.size(), 2));
    return of(Draws.of(Clusters.of(prompts), replicates, seed));
  }

  /** The draws that scores were made with. */
  public static TopicDraws of(Draws draws) {
    return new TopicDraws(draws.lists(), draws.clusters().freedom());
  }

  /** A statistic of each draw, (R). */
  public double[] replicates(ToDoubleFunction<int[]> statistic) {
    return Arrays.stream(draws).mapToDouble(statistic).toArray();
  }

  /** The 95% interval of a statistic from its replicates, (R). */
  public Interval interval(double[] replicates) {
    return Interval.percentile(replicates, freedom);
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
}
