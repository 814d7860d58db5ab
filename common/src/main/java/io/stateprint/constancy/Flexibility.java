package io.stateprint.constancy;

import io.stateprint.evidence.TooFewException;
import io.stateprint.evidence.TopicDraws;
import io.stateprint.profile.Interval;
import java.io.Serializable;
import java.util.Arrays;

/**
 * How far one style follows the category of the prompt: the share of the categories in the variance
 * of the score, by one-way random-effects ANOVA for unequal sizes (Searle, Casella and McCulloch
 * 1992, 3.6).
 *
 * @param value variance between categories over variance between and within, in [0, 1]
 * @param interval 95%, over draws of topics; it speaks of these categories, which stay
 * @param between variance of categories, not below 0
 * @param within variance of prompts of a category
 * @param replicates of the value, (R)
 */
public record Flexibility(
    double value, Interval interval, double between, double within, double[] replicates)
    implements Serializable {
  /**
   * Measures it.
   *
   * @param scores of the prompts, (P)
   * @param category of each prompt, 0 to C - 1, (P)
   * @param draws of prompts
   */
  public static Flexibility of(double[] scores, int[] category, TopicDraws draws) {
    int categories = Arrays.stream(category).max().orElse(-1) + 1;
    TooFewException.require("measure flexibility", "categories", categories, 2);
    TooFewException.require("measure flexibility", "prompts", scores.length, 2 * categories);
    double[] parts = parts(scores, category, TopicDraws.observed(scores.length));
    double[] replicates = draws.replicates(draw -> share(parts(scores, category, draw)));
    return new Flexibility(
        share(parts), draws.interval(replicates), parts[0], parts[1], replicates);
  }

  private static double share(double[] parts) {
    double all = parts[0] + parts[1];
    return all == 0 ? 0 : parts[0] / all;
  }

  /** Variance between categories and within. */
  private static double[] parts(double[] scores, int[] category, int[] draw) {
    int categories = Arrays.stream(category).max().orElse(-1) + 1;
    double[] count = new double[categories];
    double[] mean = new double[categories];
    for (int p : draw) {
      count[category[p]]++;
      mean[category[p]] += scores[p];
    }
    double total = draw.length;
    double grand = Arrays.stream(mean).sum() / total;
    double squares = 0;
    double between = 0;
    for (int c = 0; c < categories; c++) {
      mean[c] /= count[c];
      squares += count[c] * count[c];
      between += count[c] * (mean[c] - grand) * (mean[c] - grand);
    }
    double within = 0;
    for (int p : draw) {
      within += (scores[p] - mean[category[p]]) * (scores[p] - mean[category[p]]);
    }
    double meanWithin = within / (total - categories);
    double size = (total - squares / total) / (categories - 1);
    double component = (between / (categories - 1) - meanWithin) / size;
    return new double[] {Math.max(0, component), meanWithin};
  }
}
