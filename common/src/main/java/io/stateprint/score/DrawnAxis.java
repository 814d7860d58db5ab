package io.stateprint.score;

import io.stateprint.inference.Folds;

/**
 * The unit directions of a style under many sets of weights of its training prompts, each without
 * any one fold: where rows lie along them.
 */
public final class DrawnAxis {
  private static final int BLOCK = 256;

  private final FoldParts parts;
  private final double[][][] blocks;
  private final double[][][] lengths;
  private final int draws;

  /**
   * Makes the directions.
   *
   * @param square differences of the training prompts with each other, (P, P)
   * @param folds of the training prompts
   * @param weights of them in each draw, (B, P)
   */
  public DrawnAxis(double[][] square, Folds folds, double[][] weights) {
    this.parts = new FoldParts(folds);
    this.draws = weights.length;
    int count = (draws + BLOCK - 1) / BLOCK;
    this.blocks = new double[count][][];
    this.lengths = new double[count][][];
    double[][] sorted = parts.sorted(square);
    for (int i = 0; i < count; i++) {
      blocks[i] = LeaveOut.block(weights, i * BLOCK, Math.min(draws, (i + 1) * BLOCK));
      lengths[i] = lengths(sorted, folds, blocks[i]);
    }
  }

  /** Squared lengths without each fold, then with all, (F + 1, b). */
  private double[][] lengths(double[][] sorted, Folds folds, double[][] weights) {
    double[][] without = parts.quadratics(sorted, folds, weights);
    double[] whole = new double[weights[0].length];
    parts.each(
        sorted,
        parts.sortedRows(weights),
        (p, row) -> FoldParts.addProducts(whole, weights[p], FoldParts.without(row, -1)));
    double[][] out = java.util.Arrays.copyOf(without, without.length + 1);
    out[without.length] = whole;
    return out;
  }

  /**
   * Rows along the directions.
   *
   * @param rows inner products with the training prompts' differences, (R, P)
   * @param rowFolds the fold that each row must not see, -1 for none, (R)
   * @return (R, B)
   */
  public double[][] along(double[][] rows, int[] rowFolds) {
    double[][] out = new double[rows.length][draws];
    double[][] sorted = parts.sorted(rows);
    for (int i = 0; i < blocks.length; i++) {
      int from = i * BLOCK;
      double[][] squares = lengths[i];
      parts.each(
          sorted,
          parts.sortedRows(blocks[i]),
          (r, row) -> {
            double[] sum = FoldParts.without(row, rowFolds[r]);
            double[] square = squares[rowFolds[r] < 0 ? squares.length - 1 : rowFolds[r]];
            for (int b = 0; b < sum.length; b++) {
              out[r][from + b] = sum[b] / Math.sqrt(square[b]);
            }
          });
    }
    return out;
  }
}
