package io.stateprint.score;

import io.stateprint.profile.Interval;
import io.stateprint.prompts.Style;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which style stands out in a set of prompts: the largest mean standing over a band.
 *
 * @param style the leading one; null where it does not lead in 80% of draws, where the interval of
 *     its lead over the next holds 0, or where standings cannot be had
 * @param probability share of draws in which each style leads, pi_k, (K)
 * @param standing mean Z of each style, (K)
 * @param lead of the first over the second
 * @param why no style dominates; empty where one does
 */
public record Dominance(
    @Nullable Style style, double[] probability, double[] standing, Interval lead, String why)
    implements Serializable {
  private static final double CERTAIN = 0.8;
  private static final double ENOUGH = 0.95;

  /**
   * Decides.
   *
   * @param observed mean Z of each layer and style, (L, K)
   * @param draws the same under the draws, (L, K, B)
   * @param freedom degrees of freedom of the draws
   */
  public static Dominance of(double[][] observed, double[][][] draws, int freedom) {
    int styles = Style.values().length;
    double[] standing = new double[styles];
    double[][] drawn = new double[styles][observed.length == 0 ? 0 : draws[0][0].length];
    for (int l = 0; l < observed.length; l++) {
      for (int k = 0; k < styles; k++) {
        standing[k] += observed[l][k] / observed.length;
        for (int b = 0; b < drawn[k].length; b++) {
          drawn[k][b] += draws[l][k][b] / observed.length;
        }
      }
    }
    if (observed.length == 0) {
      return none(standing, "no layer is reliable");
    }
    if (!Arrays.stream(standing).allMatch(Double::isFinite)) {
      return none(standing, "the styles share a direction, or the neutral prompts have no spread");
    }
    return decide(standing, drawn, freedom);
  }

  private static Dominance decide(double[] standing, double[][] drawn, int freedom) {
    int first = largest(standing, -1);
    int second = largest(standing, first);
    double[] probability = new double[standing.length];
    double[] leads = new double[drawn[0].length];
    int usable = 0;
    for (int b = 0; b < leads.length; b++) {
      double[] one = new double[standing.length];
      for (int k = 0; k < one.length; k++) {
        one[k] = drawn[k][b];
      }
      if (Arrays.stream(one).allMatch(Double::isFinite)) {
        probability[largest(one, -1)]++;
        leads[usable++] = one[first] - one[second];
      }
    }
    if (usable < ENOUGH * leads.length) {
      return none(standing, "only %d of %d draws give a value".formatted(usable, leads.length));
    }
    for (int k = 0; k < probability.length; k++) {
      probability[k] /= usable;
    }
    Interval lead = Interval.percentile(Arrays.copyOf(leads, usable), freedom);
    String why = "";
    if (probability[first] < CERTAIN) {
      why = "the first style leads in fewer than 80% of draws";
    } else if (lead.contains(0)) {
      why = "the interval of the lead holds 0";
    }
    Style style = why.isEmpty() ? List.of(Style.values()).get(first) : null;
    return new Dominance(style, probability, standing, lead, why);
  }

  private static Dominance none(double[] standing, String why) {
    double[] unknown = new double[standing.length];
    Arrays.fill(unknown, Double.NaN);
    return new Dominance(null, unknown, standing, Interval.NONE, why);
  }

  private static int largest(double[] values, int but) {
    int best = but == 0 ? 1 : 0;
    for (int k = 0; k < values.length; k++) {
      best = k != but && values[k] > values[best] ? k : best;
    }
    return best;
  }
}
