package io.stateprint.validity;

import io.stateprint.score.Reliability;
import java.util.stream.IntStream;
import org.apache.commons.math3.stat.StatUtils;
import org.apache.commons.math3.stat.correlation.PearsonsCorrelation;
import org.apache.commons.math3.stat.correlation.SpearmansCorrelation;

/** How two or more measurements of the same prompts agree, (P) each. */
public final class Agreement {
  private static final int FEWEST = 3;

  private Agreement() {}

  /**
   * Reliability of a score over paraphrase pairs: the correlation of the two, stepped up by
   * Spearman and Brown; NaN for fewer than three pairs or no spread.
   */
  public static double splitHalf(double[] one, double[] other) {
    return one.length < FEWEST
        ? Double.NaN
        : Reliability.steppedUp(new PearsonsCorrelation().correlation(one, other));
  }

  /**
   * The same within categories: what is left after the categories' means are taken off (W19). This
   * is the part that ranks models.
   */
  public static double splitHalfWithin(double[] one, double[] other, int[] category) {
    return splitHalf(residual(one, category), residual(other, category));
  }

  /**
   * ICC(2,1) of two measurements: two-way random effects, absolute agreement, single measurement
   * (Shrout and Fleiss 1979, Psychological Bulletin 86:420); NaN for fewer than three pairs.
   */
  public static double icc(double[] one, double[] other) {
    int n = one.length;
    if (n < FEWEST) {
      return Double.NaN;
    }
    double grand = (StatUtils.mean(one) + StatUtils.mean(other)) / 2;
    double rows = 0;
    double error = 0;
    double columns =
        n * (Math.pow(StatUtils.mean(one) - grand, 2) + Math.pow(StatUtils.mean(other) - grand, 2));
    for (int i = 0; i < n; i++) {
      double mean = (one[i] + other[i]) / 2;
      rows += 2 * Math.pow(mean - grand, 2) / (n - 1);
      error += Math.pow(one[i] - mean - StatUtils.mean(one) + grand, 2);
      error += Math.pow(other[i] - mean - StatUtils.mean(other) + grand, 2);
    }
    error /= n - 1;
    return (rows - error) / (rows + error + 2 * (columns - error) / n);
  }

  /**
   * Dose monotonicity: mean over prompts of Spearman's correlation between dose and score; a prompt
   * whose scores are all equal counts as 0.
   *
   * @param doses scores by rising dose, (P, doses)
   */
  public static double monotonicity(double[][] doses) {
    double sum = 0;
    for (double[] row : doses) {
      double[] order = IntStream.range(0, row.length).asDoubleStream().toArray();
      double rho = new SpearmansCorrelation().correlation(order, row);
      sum += Double.isNaN(rho) ? 0 : rho;
    }
    return sum / doses.length;
  }

  /**
   * The correlation of a score with the length of the texts within categories, their means taken
   * off both.
   *
   * @param score (P)
   * @param length in tokens, (P)
   * @param category of each prompt, (P)
   */
  public static double partial(double[] score, double[] length, int[] category) {
    return score.length < FEWEST
        ? Double.NaN
        : new PearsonsCorrelation()
            .correlation(residual(score, category), residual(length, category));
  }

  /**
   * Spearman's correlation of a score with a metric of the response's text, both ranked, length's
   * rank partialled out.
   */
  public static double convergent(double[] score, double[] metric, double[] length) {
    if (score.length < FEWEST + 1) {
      return Double.NaN;
    }
    SpearmansCorrelation spearman = new SpearmansCorrelation();
    double both = spearman.correlation(score, metric);
    double one = spearman.correlation(score, length);
    double other = spearman.correlation(metric, length);
    return (both - one * other) / Math.sqrt((1 - one * one) * (1 - other * other));
  }

  private static double[] residual(double[] values, int[] category) {
    double[] out = values.clone();
    for (int c : IntStream.of(category).distinct().toArray()) {
      double mean =
          IntStream.range(0, out.length)
              .filter(p -> category[p] == c)
              .mapToDouble(p -> values[p])
              .average()
              .orElse(0);
      for (int p = 0; p < out.length; p++) {
        out[p] -= category[p] == c ? mean : 0;
      }
    }
    return out;
  }
}
