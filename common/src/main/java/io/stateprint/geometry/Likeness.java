package io.stateprint.geometry;

import io.stateprint.evidence.TooFewException;
import io.stateprint.geometry.CategoryNull.Permutations;
import io.stateprint.profile.Interval;
import io.stateprint.profile.PromptKey;
import io.stateprint.storage.InputException;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * How alike two layouts of the same prompts are.
 *
 * @param value debiased CKA, or Spearman's correlation of RDMs
 * @param spread standard error by the delete-a-topic jackknife
 * @param interval 95%
 * @param expected mean under permutation within category
 * @param p of that permutation
 */
public record Likeness(double value, double spread, Interval interval, double expected, double p)
    implements Serializable {
  /** No number: prompts do not differ in a model, or its scores cannot be had. */
  public static final Likeness NONE =
      new Likeness(Double.NaN, Double.NaN, Interval.NONE, Double.NaN, Double.NaN);

  /** Whether there is a value. */
  public boolean present() {
    return Double.isFinite(value);
  }

  /** Debiased linear CKA of two Gram matrices over the same prompts, (n, n) each. */
  public static Likeness cka(
      List<PromptKey> prompts, double[][] a, double[][] b, Permutations permutations) {
    requireSame(prompts, a.length, b.length);
    int[] all = IntStream.range(0, a.length).toArray();
    double scale = Math.sqrt(Cka.hsic(a, a, all, all) * Cka.hsic(b, b, all, all));
    return of(
        prompts,
        kept -> {
          int[] rows = IntStream.of(all).filter(p -> kept[p]).toArray();
          return Cka.debiased(a, b, rows, rows);
        },
        partners -> Cka.hsic(a, b, all, partners) / scale,
        permutations);
  }

  /** RSA of two RDMs over the same prompts. */
  public static Likeness rsa(List<PromptKey> prompts, Rdm a, Rdm b, Permutations permutations) {
    requireSame(prompts, a.prompts(), b.prompts());
    boolean[] pairs = new boolean[a.distances().length];
    Arrays.fill(pairs, true);
    double[] ranksA = a.ranks(pairs);
    double[] ranksB = b.ranks(pairs);
    return of(
        prompts,
        kept -> Rsa.of(a, b, kept),
        partners -> Rsa.permuted(ranksA, ranksB, partners),
        permutations);
  }

  private static Likeness of(
      List<PromptKey> prompts,
      ToDoubleFunction<boolean[]> overSome,
      ToDoubleFunction<int[]> paired,
      Permutations permutations) {
    boolean[] all = new boolean[prompts.size()];
    Arrays.fill(all, true);
    double value = overSome.applyAsDouble(all);
    if (!Double.isFinite(value)) {
      return NONE;
    }
    TopicJackknife jackknife = TopicJackknife.of(prompts, value, overSome);
    CategoryNull expected = CategoryNull.of(prompts, value, paired, permutations);
    return new Likeness(
        value, jackknife.spread(), jackknife.interval(), expected.mean(), expected.p());
  }

  private static void requireSame(List<PromptKey> prompts, int first, int second) {
    TooFewException.require("compare layouts", "prompts", prompts.size(), Gram.LEAST_PROMPTS);
    if (first != prompts.size() || second != prompts.size()) {
      throw new InputException(
          "Cannot compare layouts: %d prompts are named, the models have states of %d and %d; run both models on the same prompts"
              .formatted(prompts.size(), first, second));
    }
  }
}
