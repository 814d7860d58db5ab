package io.stateprint.comparison;

import io.stateprint.evidence.SignFlip;
import io.stateprint.evidence.TopicDraws;
import io.stateprint.profile.Interval;
import io.stateprint.profile.PromptKey;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import org.apache.commons.math3.stat.StatUtils;

/**
 * What a system prompt changes in one style, beyond what any neutral system prompt changes.
 *
 * @param effect E of each layer, mean over prompts, in points of the range, (L)
 * @param statistic paired t of each layer, (L)
 * @param p sign flips of whole topics, max-T over layers, (L)
 * @param placeboSpread standard deviation of the placebos' mean changes at each layer, (L)
 * @param placeboP share of the placebos, and the prompt itself, that stand as far out at the
 *     plateau; no less than 1 / (J + 1)
 * @param onset true id of the first layer of two in a row with p below 0.05; -1 where none
 * @param centroid depth around which the effect grows; NaN where it does not
 * @param plateau mean effect over the last eighth of the depth
 * @param interval of the plateau, 95%, over draws of topics, directions made anew where the scores
 *     have them
 * @param depth verdict
 * @param leverage plateau in percent of what was left to 100; NaN where nothing was
 */
public record SystemPromptEffect(
    double[] effect,
    double[] statistic,
    double[] p,
    double[] placeboSpread,
    double placeboP,
    int onset,
    double centroid,
    double plateau,
    Interval interval,
    SystemPromptDepth depth,
    double leverage)
    implements Serializable {
  private static final double ALPHA = 0.05;
  private static final double SMALL = 5;

  /** An effect that is there by this depth may be deep. */
  static final double DEEP_BY = 0.45;

  private static final double HALF_BY = 0.5;
  private static final double SHALLOW_FROM = 0.60;
  private static final double PLATEAU = 0.125;
  private static final double ROUNDING = 1e-9;
  private static final double FULL = 100;

  /**
   * Measures it.
   *
   * @param scores of one style
   * @param draws of sign flips and of the bootstrap; the same seed serves both
   */
  public static SystemPromptEffect of(SystemPromptScores scores, SignFlip.Draws draws) {
    double[][] effects = scores.effects();
    double[] mean = means(effects);
    SignFlip test = SignFlip.of(effects, topics(scores.prompts()), draws);
    int from = plateauFrom(scores.depths());
    double plateau = mean(mean, from);
    TopicDraws topics = TopicDraws.of(scores.prompts(), draws.count(), draws.seed());
    Interval interval =
        topics.interval(
            Arrays.stream(scores.plateaus(from, topics)).filter(Double::isFinite).toArray());
    int onset = onset(test.p());
    double[][] placebos = scores.placeboMeans();
    return new SystemPromptEffect(
        mean,
        test.statistic(),
        test.p(),
        spreads(placebos),
        placeboP(placebos, from, plateau),
        onset < 0 ? -1 : scores.layers()[onset],
        centroid(mean, scores.depths(), Math.signum(plateau)),
        plateau,
        interval,
        depth(mean, scores.depths(), onset, new Plateau(plateau, interval)),
        leverage(plateau, mean(baseline(scores), from)));
  }

  private record Plateau(double value, Interval interval) {}

  private static SystemPromptDepth depth(
      double[] effect, double[] depths, int onset, Plateau plateau) {
    if (plateau.interval().low() > -SMALL && plateau.interval().high() < SMALL) {
      return SystemPromptDepth.INEFFECTIVE;
    }
    if (onset < 0) {
      return SystemPromptDepth.UNDETERMINED;
    }
    double reached = 0;
    for (int l = 0; l < depths.length; l++) {
      reached = depths[l] <= HALF_BY + ROUNDING ? effect[l] / plateau.value() : reached;
    }
    if (depths[onset] <= DEEP_BY + ROUNDING && reached >= HALF_BY) {
      return SystemPromptDepth.DEEP;
    }
    return depths[onset] >= SHALLOW_FROM - ROUNDING
        ? SystemPromptDepth.SHALLOW
        : SystemPromptDepth.MIXED;
  }

  private static int onset(double[] p) {
    for (int l = 0; l + 1 < p.length; l++) {
      if (p[l] < ALPHA && p[l + 1] < ALPHA) {
        return l;
      }
    }
    return -1;
  }

  /** Steps towards the plateau only; the step into the first sampled layer counts. */
  private static double centroid(double[] effect, double[] depths, double sign) {
    double weighted = 0;
    double total = 0;
    for (int l = 0; l < depths.length; l++) {
      double step = Math.max(0, sign * (effect[l] - (l == 0 ? 0 : effect[l - 1])));
      weighted += depths[l] * step;
      total += step;
    }
    return total == 0 ? Double.NaN : weighted / total;
  }

  private static double leverage(double plateau, double baseline) {
    return baseline < FULL ? FULL * plateau / (FULL - baseline) : Double.NaN;
  }

  /** Each placebo against the others, as the prompt against all. */
  private static double placeboP(double[][] placebos, int from, double plateau) {
    double[] means = Arrays.stream(placebos).mapToDouble(row -> mean(row, from)).toArray();
    double sum = Arrays.stream(means).sum();
    long reached =
        Arrays.stream(means)
            .filter(m -> Math.abs(m - (sum - m) / (means.length - 1)) >= Math.abs(plateau))
            .count();
    return (1.0 + reached) / (means.length + 1);
  }

  private static double[] spreads(double[][] placebos) {
    double[] out = new double[placebos[0].length];
    for (int l = 0; l < out.length; l++) {
      int layer = l;
      out[l] =
          Math.sqrt(
              StatUtils.variance(Arrays.stream(placebos).mapToDouble(row -> row[layer]).toArray()));
    }
    return out;
  }

  private static double[] baseline(SystemPromptScores scores) {
    return Arrays.stream(scores.baseline()).mapToDouble(StatUtils::mean).toArray();
  }

  private static double[] means(double[][] effects) {
    double[] out = new double[effects[0].length];
    for (double[] row : effects) {
      for (int l = 0; l < out.length; l++) {
        out[l] += row[l] / effects.length;
      }
    }
    return out;
  }

  /** The first of the layers of the plateau, an index. */
  static int plateauFrom(double[] depths) {
    int from = depths.length - 1;
    while (from > 0 && depths[from - 1] > depths[depths.length - 1] - PLATEAU + ROUNDING) {
      from--;
    }
    return from;
  }

  private static double mean(double[] byLayer, int from) {
    return Arrays.stream(byLayer, from, byLayer.length).average().orElse(Double.NaN);
  }

  /** The topic of each prompt, numbered from 0, (P). */
  static int[] topics(List<PromptKey> prompts) {
    List<String> names =
        List.copyOf(
            new TreeSet<>(prompts.stream().map(k -> k.category() + "/" + k.topic()).toList()));
    return prompts.stream().mapToInt(k -> names.indexOf(k.category() + "/" + k.topic())).toArray();
  }
}
