package io.stateprint.geometry;

import io.stateprint.profile.PromptKey;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * What similarity the categories alone give: prompts of one model are permuted within category.
 *
 * @param mean of the permutations: what is there without any likeness of single prompts
 * @param p share of permutations that reach the estimate; small: alike beyond categories
 */
public record CategoryNull(double mean, double p) {
  private static final double ROUNDING = 1e-12;

  /** How many permutations, and their seed. */
  public record Permutations(int count, long seed) {}

  /**
   * Permutes.
   *
   * @param prompts n
   * @param estimate as paired
   * @param statistic when prompt i is paired with partners[i], (n)
   */
  static CategoryNull of(
      List<PromptKey> prompts,
      double estimate,
      ToDoubleFunction<int[]> statistic,
      Permutations permutations) {
    SplittableRandom random = new SplittableRandom(permutations.seed());
    int[][] members = members(prompts);
    double sum = 0;
    int reached = 0;
    for (int b = 0; b < permutations.count(); b++) {
      double value = statistic.applyAsDouble(permuted(members, prompts.size(), random));
      sum += value;
      reached += value >= estimate - ROUNDING ? 1 : 0;
    }
    return new CategoryNull(
        sum / permutations.count(), (1.0 + reached) / (permutations.count() + 1));
  }

  private static int[][] members(List<PromptKey> prompts) {
    return prompts.stream()
        .map(PromptKey::category)
        .distinct()
        .sorted()
        .map(
            category ->
                IntStream.range(0, prompts.size())
                    .filter(p -> prompts.get(p).category().equals(category))
                    .toArray())
        .toArray(int[][]::new);
  }

  private static int[] permuted(int[][] members, int prompts, SplittableRandom random) {
    int[] out = new int[prompts];
    for (int[] category : members) {
      int[] shuffled = Arrays.copyOf(category, category.length);
      for (int i = shuffled.length - 1; i > 0; i--) {
        int other = random.nextInt(i + 1);
        int held = shuffled[i];
        shuffled[i] = shuffled[other];
        shuffled[other] = held;
      }
      for (int i = 0; i < category.length; i++) {
        out[category[i]] = shuffled[i];
      }
    }
    return out;
  }
}
