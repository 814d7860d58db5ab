package io.stateprint.score;

import io.stateprint.direction.Calibration;
import java.io.Serializable;
import java.util.stream.IntStream;

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
    return of(new float[][][] {base, plus, minus}, Columns.differences(plus, minus), calibration);
  }

  /** The same, from differences that the caller holds; base, plus and minus states, (3, P, D). */
  static StyleGram of(float[][][] states, Columns differences, Calibration calibration) {
    double[][] square = differences.times(Rows.difference(states[1], states[2]));
    return new StyleGram(
        differences.times(Rows.centred(states[2], calibration)),
        differences.times(Rows.difference(states[0], states[2])),
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
    Columns differences = Columns.differences(trained[0], trained[1]);
    double[][] square = differences.times(Rows.difference(trained[0], trained[1]));
    return across(scored, differences, square, calibration);
  }

  /**
   * The same, from differences that the caller holds.
   *
   * @param scored their base, plus and minus states, (3, R, D)
   * @param differences of the training prompts
   * @param square of them, (P, P)
   * @param calibration of the layer
   */
  public static StyleGram across(
      float[][][] scored, Columns differences, double[][] square, Calibration calibration) {
    return new StyleGram(
        differences.times(Rows.centred(scored[2], calibration)),
        differences.times(Rows.difference(scored[0], scored[2])),
        differences.times(Rows.difference(scored[1], scored[2])),
        square);
  }

  /**
   * Other states of some of the training prompts, between the ends that are here.
   *
   * @param rows which prompts, (R)
   * @param scored their other states, (R, D)
   * @param minus their states under the suppressing instruction, (R, D)
   * @param differences of the training prompts
   */
  public StyleGram with(int[] rows, float[][] scored, float[][] minus, Columns differences) {
    return new StyleGram(
        some(low, rows),
        differences.times(Rows.difference(scored, minus)),
        some(range, rows),
        square);
  }

  private static double[][] some(double[][] matrix, int[] rows) {
    return IntStream.of(rows).mapToObj(row -> matrix[row]).toArray(double[][]::new);
  }
}
