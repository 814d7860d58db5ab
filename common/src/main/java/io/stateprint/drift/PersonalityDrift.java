package io.stateprint.drift;

import io.stateprint.evidence.MaxT;
import io.stateprint.profile.Interval;
import java.io.Serializable;
import java.util.Arrays;
import org.apache.commons.math3.distribution.NormalDistribution;

/**
 * Whether personality changed (L3). A style changed if its difference is larger than the least one
 * that matters, with bounds that hold for all styles at once (minimum-effect test, Murphy and Myors
 * 1999); it is unchanged if its 90% interval lies within that least difference on both sides (two
 * one-sided tests, Schuirmann 1987); else more prompts are needed.
 *
 * @param bounds for all styles at once, 95%
 * @param narrow 90% interval of each style alone, (K)
 * @param findings of each style, (K)
 * @param needed prompts that would decide each style with power 0.8 if the difference is as
 *     measured; NaN where it is decided, infinite where no number would do, (K)
 * @param least difference that matters, in points
 */
public record PersonalityDrift(
    MaxT bounds, Interval[] narrow, Finding[] findings, double[] needed, double least)
    implements Serializable {
  /** The least difference that matters unless a caller says otherwise. */
  public static final double LEAST_POINTS = 5;

  private static final NormalDistribution NORMAL = new NormalDistribution(null, 0, 1);
  private static final double LEVEL = 0.95;
  private static final double POWER = 0.8;

  /**
   * Judges.
   *
   * @param scores of both runs
   * @param least difference that matters, in points
   */
  public static PersonalityDrift of(PersonalityScores scores, double least) {
    int styles = scores.differences().length;
    MaxT bounds = MaxT.of(scores.differences(), scores.replicates(), LEVEL, scores.freedom());
    Interval[] narrow = new Interval[styles];
    Finding[] findings = new Finding[styles];
    double[] needed = new double[styles];
    for (int k = 0; k < styles; k++) {
      double[] own = scores.replicates()[k];
      narrow[k] = Interval.percentile(own, 1 - LEVEL, scores.freedom());
      findings[k] = finding(bounds.least(k), narrow[k], least);
      needed[k] =
          findings[k] == Finding.UNDETERMINED
              ? needed(bounds, k, least, scores.prompts())
              : Double.NaN;
    }
    return new PersonalityDrift(bounds, narrow, findings, needed, least);
  }

  /** Changed if a style did, unchanged if all are, else undetermined. */
  public Finding finding() {
    if (Arrays.asList(findings).contains(Finding.CHANGED)) {
      return Finding.CHANGED;
    }
    return Arrays.stream(findings).allMatch(f -> f == Finding.UNCHANGED)
        ? Finding.UNCHANGED
        : Finding.UNDETERMINED;
  }

  /** Prompts that would decide every style; NaN where all are decided. */
  public double neededPrompts() {
    return Arrays.stream(needed).filter(n -> !Double.isNaN(n)).max().orElse(Double.NaN);
  }

  /**
   * How likely a planted difference of one style raises the alarm, the others at 0: printed before
   * the current run is looked at, from the replicates of a run that is known to be unchanged. At
   * the least difference itself it is the false-alarm rate.
   *
   * @param scores of an unchanged run
   * @param style that moves
   * @param points by how much
   * @param least difference that matters
   */
  public static double power(PersonalityScores scores, int style, double points, double least) {
    MaxT bounds = MaxT.of(scores.differences(), scores.replicates(), LEVEL, scores.freedom());
    double[] own = scores.replicates()[style];
    double half = bounds.critical() * bounds.spreads()[style];
    double centre = scores.differences()[style];
    return Arrays.stream(own)
            .filter(value -> Math.abs(points + value - centre) - half > least)
            .count()
        / (double) own.length;
  }

  private static Finding finding(double atLeast, Interval narrow, double least) {
    if (atLeast > least) {
      return Finding.CHANGED;
    }
    return narrow.low() > -least && narrow.high() < least
        ? Finding.UNCHANGED
        : Finding.UNDETERMINED;
  }

  /** Standard errors shrink as 1 / sqrt(n). */
  private static double needed(MaxT bounds, int style, double least, int prompts) {
    double size = Math.abs(bounds.estimates()[style]);
    double spread = bounds.spreads()[style];
    double reserve = NORMAL.inverseCumulativeProbability(POWER);
    double errors =
        (size > least ? bounds.critical() : NORMAL.inverseCumulativeProbability(LEVEL)) + reserve;
    double times = errors * spread / Math.abs(size - least);
    return Math.max(prompts + 1.0, Math.ceil(prompts * times * times));
  }
}
