package io.stateprint.score;

import io.stateprint.inference.Clusters;
import io.stateprint.inference.Draws;
import io.stateprint.inference.Estimate;
import io.stateprint.inference.Reasons;
import io.stateprint.profile.Interval;
import io.stateprint.prompts.Style;
import java.io.Serializable;
import java.util.Locale;
import java.util.stream.IntStream;
import org.apache.commons.math3.stat.StatUtils;

/**
 * How two models, A and B, that were asked the same prompts differ in a style. Draws are shared, so
 * the difference is paired.
 *
 * @param style which one
 * @param first headline of A
 * @param second headline of B
 * @param difference D_k = P_k(A) - P_k(B), in points of each model's own range
 * @param simultaneous interval of the difference over the family that it was computed in
 * @param relative how much A is above B, 100 (P_A / P_B - 1); has no value where the lower end of
 *     P_B is below 20
 * @param reverse how much B is above A, likewise
 * @param hedges g of the per-prompt scores
 * @param common CL, the chance that A scores above B on a prompt, ties half
 * @param amplitudes S_k of A over that of B
 */
public record StyleComparison(
    Style style,
    Headline first,
    Headline second,
    Estimate difference,
    Interval simultaneous,
    Estimate relative,
    Estimate reverse,
    double hedges,
    Estimate common,
    double amplitudes)
    implements Serializable {
  private static final double LEAST = 20;
  private static final double ALIKE = 3;

  /** In points: the order of sums alone moves a score by hundredths. */
  private static final double ROUNDING = 0.1;

  /** Compares one style; the family's interval is put in by {@link ModelComparison}. */
  static StyleComparison of(Headline first, Headline second, Draws draws) {
    Style style = first.style();
    boolean both = first.percent().present() && second.percent().present();
    if (!both) {
      String why = first.percent().present() ? second.percent().why() : first.percent().why();
      Estimate none = Estimate.none(why);
      return new StyleComparison(
          style, first, second, none, Interval.NONE, none, none, Double.NaN, none, Double.NaN);
    }
    return new StyleComparison(
        style,
        first,
        second,
        difference(first, second),
        Interval.NONE,
        relative(first, second),
        relative(second, first),
        hedges(first.perPrompt(), second.perPrompt()),
        common(first.perPrompt(), second.perPrompt(), draws),
        first.amplitude() / second.amplitude());
  }

  /** The same comparison, with the interval of a family. */
  StyleComparison within(Interval family) {
    return new StyleComparison(
        style, first, second, difference, family, relative, reverse, hedges, common, amplitudes);
  }

  /** The same comparison with A and B changed over. */
  public StyleComparison swapped() {
    return new StyleComparison(
        style,
        second,
        first,
        negated(difference, 0),
        negated(simultaneous, 0),
        reverse,
        relative,
        -hedges,
        negated(common, 1),
        1 / amplitudes);
  }

  /** How many categories both have scores of. */
  public int categories() {
    return Math.min(first.byCategory().size(), second.byCategory().size());
  }

  /**
   * The paired difference in one category, in points, with an interval of its own.
   *
   * @param category in the order of the headlines
   */
  public Estimate ofCategory(int category) {
    Estimate one = first.byCategory().get(category);
    Estimate other = second.byCategory().get(category);
    return Estimate.of(
        one.value() - other.value(),
        less(first.draws()[category], second.draws()[category]),
        less(first.jackknife()[category], second.jackknife()[category]),
        first.freedom()[category],
        one.present() ? other.why() : one.why());
  }

  /** Whether the widths of the two ranges differ more than threefold (W09). */
  public boolean amplitudesDiffer() {
    return amplitudes > ALIKE || amplitudes < 1 / ALIKE;
  }

  /**
   * Whether the family's interval of the difference leaves 0 out, and the difference is a tenth of
   * a point or more: what is smaller may be rounding, which a paired interval does not know of.
   */
  public boolean distinguishable() {
    return Double.isFinite(simultaneous.low())
        && !simultaneous.contains(0)
        && Math.abs(difference.value()) >= ROUNDING;
  }

  private static Estimate difference(Headline first, Headline second) {
    return Estimate.of(
        first.percent().value() - second.percent().value(),
        less(first.overallDraws(), second.overallDraws()),
        less(last(first.jackknife()), last(second.jackknife())),
        first.overallFreedom(),
        "");
  }

  private static Estimate relative(Headline first, Headline second) {
    double low = second.percent().interval().low();
    if (!(low >= LEAST)) {
      return Estimate.none(
          Reasons.of(
              "relative.undefined",
              String.format(Locale.ROOT, "%.1f", low),
              String.format(Locale.ROOT, "%.0f", LEAST)));
    }
    return Estimate.of(
        100 * (first.percent().value() / second.percent().value() - 1),
        ratio(first.overallDraws(), second.overallDraws()),
        ratio(last(first.jackknife()), last(second.jackknife())),
        first.overallFreedom(),
        "");
  }

  /**
   * Hedges g_av: mean difference over the root of the mean variance, times 1 - 3 / (4 (n - 1) - 1)
   * (Lakens 2013, Frontiers in Psychology 4:863).
   */
  static double hedges(double[] one, double[] other) {
    double spread = Math.sqrt((StatUtils.variance(one) + StatUtils.variance(other)) / 2);
    double correction = 1 - 3.0 / (4.0 * (one.length - 1) - 1);
    return correction * (StatUtils.mean(one) - StatUtils.mean(other)) / spread;
  }

  private static Estimate common(double[] one, double[] other, Draws draws) {
    Clusters clusters = draws.clusters();
    double[] above =
        IntStream.range(0, one.length)
            .mapToDouble(
                p -> {
                  double less = one[p] - other[p];
                  return Double.isNaN(less) ? Double.NaN : (1 + Math.signum(less)) / 2;
                })
            .toArray();
    return Estimate.of(
        mean(above, clusters.observed()),
        means(above, draws.weights()),
        means(above, clusters.withoutOne()),
        clusters.freedom(),
        Reasons.of("range.category"));
  }

  private static double[] means(double[] values, double[][] weights) {
    return java.util.Arrays.stream(weights).mapToDouble(row -> mean(values, row)).toArray();
  }

  private static double mean(double[] values, double[] weights) {
    double sum = 0;
    for (int p = 0; p < values.length; p++) {
      sum += weights[p] * values[p];
    }
    return sum / StatUtils.sum(weights);
  }

  private static double[] last(double[][] rows) {
    return rows[rows.length - 1];
  }

  private static double[] less(double[] one, double[] other) {
    return IntStream.range(0, one.length).mapToDouble(b -> one[b] - other[b]).toArray();
  }

  private static double[] ratio(double[] one, double[] other) {
    return IntStream.range(0, one.length).mapToDouble(b -> 100 * (one[b] / other[b] - 1)).toArray();
  }

  private static Estimate negated(Estimate estimate, double from) {
    return new Estimate(
        from - estimate.value(),
        estimate.error(),
        negated(estimate.interval(), from),
        estimate.why());
  }

  private static Interval negated(Interval interval, double from) {
    return new Interval(from - interval.high(), from - interval.low());
  }
}
