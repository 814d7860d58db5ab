package io.stateprint.score;

import io.stateprint.inference.Clusters;
import io.stateprint.inference.Folds;
import java.util.Arrays;

/**
 * Weighted sums of shifts and ranges under many sets of weights, directions made anew for each and
 * always from other folds: w_test' G w_train / |v|, no work in D dimensions.
 *
 * @param shift by category, (C, B)
 * @param range by category, (C, B)
 * @param squares sum over prompts of the squared weighted range, (B)
 */
record HeldOutSums(double[][] shift, double[][] range, double[] squares) {
  private static final int BLOCK = 64;

  /**
   * Sums.
   *
   * @param weights of the prompts, for training and test alike; a negative one swaps plus and
   *     minus, (B, P)
   */
  static HeldOutSums of(StyleGram gram, Folds folds, Clusters clusters, double[][] weights) {
    int categories = clusters.categories().size();
    HeldOutSums out =
        new HeldOutSums(
            new double[categories][weights.length],
            new double[categories][weights.length],
            new double[weights.length]);
    for (int from = 0; from < weights.length; from += BLOCK) {
      int to = Math.min(weights.length, from + BLOCK);
      out.add(gram, folds, clusters.category(), LeaveOut.block(weights, from, to), from);
    }
    return out;
  }

  private void add(StyleGram gram, Folds folds, int[] category, double[][] weights, int from) {
    LeaveOut square = LeaveOut.of(gram.square(), folds, weights);
    LeaveOut shifts = LeaveOut.of(gram.shift(), folds, weights);
    double[][] lengths = new double[folds.count()][];
    Arrays.setAll(lengths, f -> square.quadratic(f, folds, weights));
    for (double[] row : lengths) {
      Arrays.setAll(row, b -> row[b] > 0 ? Math.sqrt(row[b]) : Double.NaN);
    }
    for (int p = 0; p < weights.length; p++) {
      int fold = folds.of()[p];
      double[] ownShift = shifts.row(p, fold);
      double[] ownRange = square.row(p, fold);
      for (int b = 0; b < ownShift.length; b++) {
        if (weights[p][b] != 0) {
          double part = weights[p][b] / lengths[fold][b];
          shift[category[p]][from + b] += part * ownShift[b];
          range[category[p]][from + b] += part * ownRange[b];
          squares[from + b] += part * ownRange[b] * part * ownRange[b];
        }
      }
    }
  }

  /**
   * Percent of range of each category, then of all with equal weights of categories, (C + 1, B).
   */
  double[][] percents() {
    double[][] out = new double[shift.length + 1][squares.length];
    for (int b = 0; b < squares.length; b++) {
      double above = 0;
      double below = 0;
      for (int c = 0; c < shift.length; c++) {
        out[c][b] = 100 * shift[c][b] / range[c][b];
        above += shift[c][b];
        below += range[c][b];
      }
      out[shift.length][b] = 100 * above / below;
    }
    return out;
  }

  /** Mean range over all categories, (B). */
  double[] meanRanges() {
    double[] out = new double[squares.length];
    for (double[] row : range) {
      for (int b = 0; b < out.length; b++) {
        out[b] += row[b] / range.length;
      }
    }
    return out;
  }
}
