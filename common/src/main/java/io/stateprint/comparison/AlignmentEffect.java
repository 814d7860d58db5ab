package io.stateprint.comparison;

import io.stateprint.evidence.Flips;
import io.stateprint.evidence.MaxT;
import io.stateprint.evidence.SignFlip;
import io.stateprint.profile.Interval;
import java.io.Serializable;
import java.util.Arrays;
import org.apache.commons.math3.stat.StatUtils;

/**
 * What alignment changed: total = weights + template.
 *
 * @param total instruct in chat less base, by style
 * @param weights instruct in the plain frame less base
 * @param template instruct in chat less itself in the plain frame
 * @param suppression (base - chat) / base of each style; NaN unless the base's lower bound is 20 or
 *     more, (K)
 * @param size root mean square of the totals with the part that noise adds taken off, in points
 * @param p of that size, by sign flips of whole prompts
 * @param strength of the effect
 */
public record AlignmentEffect(
    Part total,
    Part weights,
    Part template,
    double[] suppression,
    double size,
    double p,
    Strength strength)
    implements Serializable {
  private static final double LEVEL = 0.95;
  private static final double LEAST_BASE = 20;
  private static final double WEAK = 5;
  private static final double STRONG = 15;
  private static final double ALPHA = 0.05;
  private static final double ROUNDING = 1e-12;

  /** How large the effect is. */
  public enum Strength {
    /** The permutation does not tell it from 0. */
    INDISTINGUISHABLE,
    /** Below 5 points. */
    WEAK,
    /** 5 to 15 points. */
    MODERATE,
    /** Above 15 points. */
    STRONG
  }

  /**
   * A difference by style.
   *
   * @param estimates in points, (K)
   * @param spreads standard errors, (K)
   * @param intervals 95%, for all styles at once, (K)
   */
  public record Part(double[] estimates, double[] spreads, Interval[] intervals)
      implements Serializable {
    private static Part of(AlignmentScores.Scores from, AlignmentScores.Scores to, int freedom) {
      int styles = from.estimates().length;
      double[] estimates = new double[styles];
      double[][] replicates = new double[styles][from.replicates()[0].length];
      for (int k = 0; k < styles; k++) {
        estimates[k] = to.estimates()[k] - from.estimates()[k];
        for (int r = 0; r < replicates[k].length; r++) {
          replicates[k][r] = to.replicates()[k][r] - from.replicates()[k][r];
        }
      }
      MaxT bounds = MaxT.of(estimates, replicates, LEVEL, freedom);
      Interval[] intervals = new Interval[styles];
      Arrays.setAll(intervals, bounds::interval);
      return new Part(estimates, bounds.spreads(), intervals);
    }
  }

  /** Measures it. */
  public static AlignmentEffect of(AlignmentScores scores, SignFlip.Draws draws) {
    Part total = Part.of(scores.base(), scores.chat(), scores.freedom());
    double size = size(total);
    double p = p(scores.promptDifferences(), draws);
    return new AlignmentEffect(
        total,
        Part.of(scores.base(), scores.plain(), scores.freedom()),
        Part.of(scores.plain(), scores.chat(), scores.freedom()),
        suppression(scores),
        size,
        p,
        strength(size, p));
  }

  private static double[] suppression(AlignmentScores scores) {
    double[] out = new double[scores.base().estimates().length];
    for (int k = 0; k < out.length; k++) {
      double base = scores.base().estimates()[k];
      double low = Interval.percentile(scores.base().replicates()[k], scores.freedom()).low();
      out[k] = low >= LEAST_BASE ? (base - scores.chat().estimates()[k]) / base : Double.NaN;
    }
    return out;
  }

  /** sqrt(mean D^2 - mean se^2), not below 0. */
  private static double size(Part total) {
    double square = StatUtils.sumSq(total.estimates()) / total.estimates().length;
    double noise = StatUtils.sumSq(total.spreads()) / total.spreads().length;
    return Math.sqrt(Math.max(0, square - noise));
  }

  /** All styles of a prompt are flipped together, for they share its noise. */
  private static double p(double[][] differences, SignFlip.Draws draws) {
    Flips flips = new Flips(differences.length, draws);
    double[] none = new double[differences.length];
    Arrays.fill(none, 1);
    double observed = square(differences, none);
    int reached = 0;
    for (int b = 0; b < flips.count(); b++) {
      reached += square(differences, flips.next()) >= observed * (1 - ROUNDING) ? 1 : 0;
    }
    return flips.p(reached);
  }

  private static double square(double[][] differences, double[] signs) {
    double[] sums = new double[differences[0].length];
    for (int i = 0; i < differences.length; i++) {
      for (int k = 0; k < sums.length; k++) {
        sums[k] += signs[i] * differences[i][k];
      }
    }
    return StatUtils.sumSq(sums);
  }

  private static Strength strength(double size, double p) {
    if (p > ALPHA) {
      return Strength.INDISTINGUISHABLE;
    }
    if (size < WEAK) {
      return Strength.WEAK;
    }
    return size > STRONG ? Strength.STRONG : Strength.MODERATE;
  }
}
