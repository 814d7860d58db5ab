package io.stateprint.score;

import io.stateprint.direction.Auc;
import io.stateprint.inference.Estimate;
import io.stateprint.prompts.Style;
import java.io.Serializable;
import java.util.List;

/**
 * Where a model's default stands between its own two extremes of a style, at one layer.
 *
 * @param style which one
 * @param percent P_k: 0 as under the suppressing instruction, 100 as under the amplifying one;
 *     categories weigh the same
 * @param byCategory P_{k,c}, (C)
 * @param perPrompt p_k(x), for plots and comparisons only, (P)
 * @param meanRange mean R_k, in units of activations
 * @param discriminability d'
 * @param amplitude S_k: mean range over the median length of a base state less the grand mean
 * @param detection AUC of plus against minus states of unseen topics
 * @param reliability of the direction, from split halves
 * @param shift N_k(x), (P)
 * @param range R_k(x), (P)
 * @param strengths d' of each draw, (B)
 * @param draws P_{k,c} by category, then P_k, (C + 1, B)
 * @param jackknife the same without each topic, (C + 1, G)
 * @param freedom degrees of freedom of the draws of each category, then of all, (C + 1)
 */
public record StyleScore(
    Style style,
    Estimate percent,
    List<Estimate> byCategory,
    double[] perPrompt,
    Estimate meanRange,
    double discriminability,
    double amplitude,
    Auc detection,
    double reliability,
    double[] shift,
    double[] range,
    double[] strengths,
    double[][] draws,
    double[][] jackknife,
    int[] freedom)
    implements Serializable {
  /** P_k of each draw, (B). */
  public double[] overallDraws() {
    return draws[draws.length - 1];
  }

  /** P_k without each topic, (G). */
  public double[] overallJackknife() {
    return jackknife[jackknife.length - 1];
  }

  /** The same without draws and without the scores of single prompts. */
  StyleScore withoutDraws() {
    return new StyleScore(
        style,
        percent,
        byCategory,
        new double[0],
        meanRange,
        discriminability,
        amplitude,
        detection,
        reliability,
        new double[0],
        new double[0],
        new double[0],
        new double[0][],
        new double[0][],
        new int[0]);
  }
}
