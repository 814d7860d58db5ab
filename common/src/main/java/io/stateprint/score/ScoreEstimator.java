package io.stateprint.score;

import io.stateprint.inference.Clusters;
import io.stateprint.inference.Draws;
import io.stateprint.inference.Estimate;
import io.stateprint.inference.Folds;
import io.stateprint.inference.Halves;
import io.stateprint.inference.Reasons;
import io.stateprint.profile.PromptKey;
import io.stateprint.prompts.Style;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Percent of range, layer by layer. One estimator serves all layers and all models that were asked
 * the same prompts, so all of them share folds, halves and draws. Safe for use by several threads.
 *
 * @param clusters of the prompts
 * @param folds of the prompts
 * @param halves for reliabilities
 * @param draws of the bootstrap
 */
public record ScoreEstimator(Clusters clusters, Folds folds, Halves halves, Draws draws) {
  private static final String NO_RANGE = Reasons.of("range.none");

  /**
   * For the prompts of a bank, with five folds and 100 halves.
   *
   * @param prompts in the order of the states, (P)
   * @param draws how many
   * @param seed of halves and draws
   * @throws io.stateprint.storage.InputException where a category has fewer than two topics
   */
  public static ScoreEstimator of(List<PromptKey> prompts, int draws, long seed) {
    Clusters clusters = Clusters.of(prompts);
    return new ScoreEstimator(
        clusters,
        Folds.five(clusters),
        Halves.of(clusters, Halves.USUAL, seed + 1),
        Draws.of(clusters, draws, seed));
  }

  /** The scores of one layer. */
  public LayerScore score(LayerGram gram) {
    if (gram.styles()[0].square().length != clusters.prompts()) {
      throw new IllegalArgumentException(
          "Layer %d has states of %d prompts, %d are expected"
              .formatted(gram.layer(), gram.styles()[0].square().length, clusters.prompts()));
    }
    List<StyleScore> styles = new ArrayList<>();
    for (Style style : Style.values()) {
      styles.add(score(style, gram.styles()[style.index()], gram.typical()));
    }
    return new LayerScore(gram.layer(), gram.depth(), styles, gram.cosines(clusters.observed()));
  }

  /**
   * The score of one style at one layer, or of any pair of opposite instructions.
   *
   * @param style that it stands for
   * @param gram of the prompts
   * @param typical median length of a base state less the grand mean
   */
  public StyleScore score(Style style, StyleGram gram, double typical) {
    double[] weights = clusters.observed();
    CrossFit fit = CrossFit.of(gram, folds, weights);
    HeldOutSums observed = HeldOutSums.of(gram, folds, clusters, new double[][] {weights});
    HeldOutSums drawn = HeldOutSums.of(gram, folds, clusters, draws.weights());
    HeldOutSums left = HeldOutSums.of(gram, folds, clusters, clusters.withoutOne());
    double[][] percents = drawn.percents();
    double[][] jackknife = left.percents();
    int[] freedom = freedom();
    List<Estimate> estimates = new ArrayList<>();
    double[] ranges = new double[percents.length];
    for (int c = 0; c < percents.length; c++) {
      ranges[c] = c < observed.range().length ? observed.range()[c][0] : observed.meanRanges()[0];
      double value = ranges[c] > 0 ? observed.percents()[c][0] : Double.NaN;
      estimates.add(Estimate.of(value, percents[c], jackknife[c], freedom[c], NO_RANGE));
    }
    double meanRange = observed.meanRanges()[0];
    return new StyleScore(
        style,
        estimates.get(percents.length - 1),
        List.copyOf(estimates.subList(0, percents.length - 1)),
        perPrompt(fit, ranges),
        Estimate.of(meanRange, drawn.meanRanges(), left.meanRanges(), clusters.freedom(), NO_RANGE),
        fit.discriminability(weights),
        meanRange / typical,
        fit.auc(folds.of()),
        Reliability.of(gram, halves),
        fit.shift(),
        fit.range(),
        DrawnStrengths.of(gram, folds, clusters, draws.weights()),
        percents,
        jackknife,
        freedom);
  }

  /** Of each category, then of all, (C + 1). */
  private int[] freedom() {
    int categories = clusters.categories().size();
    return IntStream.rangeClosed(0, categories)
        .map(c -> c < categories ? clusters.freedom(c) : clusters.freedom())
        .toArray();
  }

  /** p_k(x) = 100 N_k(x) / mean range of its category; NaN where that is not above 0. */
  private double[] perPrompt(CrossFit fit, double[] ranges) {
    return IntStream.range(0, fit.shift().length)
        .mapToDouble(
            p -> {
              double range = ranges[clusters.category()[p]];
              return range > 0 ? 100 * fit.shift()[p] / range : Double.NaN;
            })
        .toArray();
  }

  /** Scores of prompts outside of the training set, in percent of their own mean range. */
  public double[] perPrompt(StyleGram outside, int[] rowFolds, int[] rowCategories) {
    CrossFit fit = CrossFit.of(outside, folds, rowFolds, clusters.observed());
    double[] sums = new double[clusters.categories().size()];
    int[] counts = new int[sums.length];
    for (int i = 0; i < rowCategories.length; i++) {
      sums[rowCategories[i]] += fit.range()[i];
      counts[rowCategories[i]]++;
    }
    return IntStream.range(0, rowFolds.length)
        .mapToDouble(
            i -> {
              double range = sums[rowCategories[i]] / counts[rowCategories[i]];
              return range > 0 ? 100 * fit.shift()[i] / range : Double.NaN;
            })
        .toArray();
  }
}
