package io.stateprint.score;

import io.stateprint.inference.Clusters;
import io.stateprint.inference.Folds;

/**
 * Weighted sums of shifts and ranges under many sets of weights, directions made anew for each and
 * always from other folds: w_test' G w_train / |v|, no work in D dimensions.
 *
 * @param shift by category, (C, B)
 * @param range by category, (C, B)
 * @param squares sum over prompts of the squared weighted range, (B)
 */
record HeldOutSums(double[][] shift, double[][] range, double[] squares) {
  private static final int BLOCK = 256;

  /**
   * Sums.
   *
   * @param weights of the prompts, for training and test alike; a negative one swaps plus and
   *     minus, (B, P)
   */
  static HeldOutSums of(StyleGram gram, Folds folds, Clusters clusters, double[][] weights) {
    return of(gram, folds, clusters, weights, true);
  }

  /** The same without the shifts, which are zero then. */
  static HeldOutSums ranges(StyleGram gram, Folds folds, Clusters clusters, double[][] weights) {
    return of(gram, folds, clusters, weights, false);
  }

  private static HeldOutSums of(
      StyleGram gram, Folds folds, Clusters clusters, double[][] weights, boolean shifts) {
    int categories = clusters.categories().size();
    HeldOutSums out =
        new HeldOutSums(
            new double[categories][weights.length],
            new double[categories][weights.length],
            new double[weights.length]);
    FoldParts parts = new FoldParts(folds);
    double[][] square = parts.sorted(gram.square());
    double[][] shift = shifts ? parts.sorted(gram.shift()) : new double[0][];
    for (int from = 0; from < weights.length; from += BLOCK) {
      int to = Math.min(weights.length, from + BLOCK);
      Block block = new Block(folds, clusters.category(), LeaveOut.block(weights, from, to));
      block.sum(parts, square, shift, categories);
      block.addTo(out, from);
    }
    return out;
  }

  /** Some sets of weights, (P, b). */
  private static final class Block {
    private final Folds folds;
    private final int[] category;
    private final double[][] weights;
    private double[][] lengths = new double[0][];
    private double[][][] shift = new double[0][][];
    private double[][][] range = new double[0][][];
    private double[][] squares = new double[0][];

    Block(Folds folds, int[] category, double[][] weights) {
      this.folds = folds;
      this.category = category;
      this.weights = weights;
    }

    void sum(FoldParts parts, double[][] square, double[][] shifts, int categories) {
      int sets = weights[0].length;
      double[][] sorted = parts.sortedRows(weights);
      FoldParts.Between between = new FoldParts.Between(folds.count(), sets);
      shift = new double[categories][folds.count()][sets];
      range = new double[categories][folds.count()][sets];
      squares = new double[folds.count()][sets];
      parts.each(
          square,
          sorted,
          (p, row) -> {
            int fold = folds.of()[p];
            between.add(fold, weights[p], row);
            double[] weighted = FoldParts.without(row, fold);
            for (int b = 0; b < sets; b++) {
              weighted[b] *= weights[p][b];
            }
            FoldParts.add(range[category[p]][fold], weighted);
            FoldParts.addProducts(squares[fold], weighted, weighted);
          });
      parts.each(
          shifts,
          sorted,
          (p, row) -> {
            int fold = folds.of()[p];
            FoldParts.addProducts(
                shift[category[p]][fold], weights[p], FoldParts.without(row, fold));
          });
      lengths = between.quadratics();
    }

    /** A fold whose direction has no length gives NaN wherever one of its prompts has weight. */
    void addTo(HeldOutSums out, int from) {
      for (int f = 0; f < lengths.length; f++) {
        for (int b = 0; b < lengths[f].length; b++) {
          double length = lengths[f][b] > 0 ? Math.sqrt(lengths[f][b]) : Double.NaN;
          for (int c = 0; c < shift.length; c++) {
            if (length > 0 || isWeighted(c, f, b)) {
              out.shift[c][from + b] += shift[c][f][b] / length;
              out.range[c][from + b] += range[c][f][b] / length;
            }
          }
          if (length > 0) {
            out.squares[from + b] += squares[f][b] / lengths[f][b];
          }
        }
      }
    }

    private boolean isWeighted(int own, int fold, int set) {
      for (int p = 0; p < weights.length; p++) {
        if (category[p] == own && folds.of()[p] == fold && weights[p][set] != 0) {
          return true;
        }
      }
      return false;
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
