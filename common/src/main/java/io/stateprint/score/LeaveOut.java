package io.stateprint.score;

import io.stateprint.inference.Folds;

/**
 * Weighted sums of the columns of a matrix without the columns of a fold, for every fold and for
 * several sets of weights at once. The innermost loop runs over sets of weights, so the machine can
 * take several of them in one instruction.
 */
final class LeaveOut {
  private final double[][][] sums;

  private LeaveOut(double[][][] sums) {
    this.sums = sums;
  }

  /**
   * Sums.
   *
   * @param matrix (R, P)
   * @param folds of the columns
   * @param weights of the columns, (P, b)
   */
  static LeaveOut of(double[][] matrix, Folds folds, double[][] weights) {
    int sets = weights[0].length;
    double[][][] sums = new double[folds.count() + 1][matrix.length][sets];
    double[][] whole = sums[folds.count()];
    for (int i = 0; i < matrix.length; i++) {
      for (int j = 0; j < weights.length; j++) {
        add(sums[folds.of()[j]][i], matrix[i][j], weights[j]);
      }
      for (int f = 0; f < folds.count(); f++) {
        add(whole[i], 1, sums[f][i]);
      }
      for (int f = 0; f < folds.count(); f++) {
        double[] part = sums[f][i];
        for (int b = 0; b < sets; b++) {
          part[b] = whole[i][b] - part[b];
        }
      }
    }
    return new LeaveOut(sums);
  }

  private static void add(double[] sum, double factor, double[] values) {
    for (int b = 0; b < sum.length; b++) {
      sum[b] += factor * values[b];
    }
  }

  /** The sums of a row without a fold, or with all where the fold is -1, (b). */
  double[] row(int row, int fold) {
    return sums[fold < 0 ? sums.length - 1 : fold][row];
  }

  /**
   * The quadratic form w' M w over prompts outside of a fold, of a square matrix, (b).
   *
   * @param fold -1 for none
   * @param folds of the rows
   * @param weights of the rows, (P, b)
   */
  double[] quadratic(int fold, Folds folds, double[][] weights) {
    double[] out = new double[weights[0].length];
    for (int i = 0; i < weights.length; i++) {
      if (folds.of()[i] != fold) {
        double[] row = row(i, fold);
        for (int b = 0; b < out.length; b++) {
          out[b] += weights[i][b] * row[b];
        }
      }
    }
    return out;
  }

  /** Some of the sets of weights, a prompt a row, (P, to - from). */
  static double[][] block(double[][] weights, int from, int to) {
    double[][] out = new double[weights[0].length][to - from];
    for (int b = from; b < to; b++) {
      for (int p = 0; p < out.length; p++) {
        out[p][b - from] = weights[b][p];
      }
    }
    return out;
  }
}
