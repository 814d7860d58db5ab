package io.stateprint.score;

import io.stateprint.direction.Calibration;
import java.io.Serializable;

/**
 * Everything that the scores of one style at one layer need, without its width: inner products of
 * states (rows) with the differences of the training prompts (columns). A direction is a weighted
 * sum of differences, so each projection on it is a weighted sum of a row.
 *
 * @param low minus states less the grand mean, (R, P)
 * @param shift base less minus states, (R, P)
 * @param range plus less minus states, (R, P)
 * @param square differences of the training prompts with each other, (P, P)
 */
public record StyleGram(double[][] low, double[][] shift, double[][] range, double[][] square)
    implements Serializable {

  /**
   * Of prompts that are both scored and trained on; folds keep the two apart.
   *
   * @param base states under no instruction, (P, D)
   * @param plus under the amplifying one, (P, D)
   * @param minus under the suppressing one, (P, D)
   * @param calibration of the layer
   */
  public static StyleGram of(
      float[][] base, float[][] plus, float[][] minus, Calibration calibration) {
    return of(base, minus, Products.difference(plus, minus), calibration);
  }

  /** The same, from differences that the caller holds, (P, D). */
  static StyleGram of(
      float[][] base, float[][] minus, double[][] differences, Calibration calibration) {
    double[][] square = Products.of(differences, differences);
    return new StyleGram(
        Products.of(Products.centred(minus, calibration), differences),
        Products.of(Products.difference(base, minus), differences),
        square,
        square);
  }

  /**
   * Of prompts that are scored by the directions of others: paraphrases, another language, another
   * wording of the instructions.
   *
   * @param scored their base, plus and minus states, (3, R, D)
   * @param trained plus and minus states of the training prompts, (2, P, D)
   * @param calibration of the layer
   */
  public static StyleGram across(float[][][] scored, float[][][] trained, Calibration calibration) {
    double[][] differences = Products.difference(trained[0], trained[1]);
    return new StyleGram(
        Products.of(Products.centred(scored[2], calibration), differences),
        Products.of(Products.difference(scored[0], scored[2]), differences),
        Products.of(Products.difference(scored[1], scored[2]), differences),
        Products.of(differences, differences));
  }
}
