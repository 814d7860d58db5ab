package io.stateprint.score;

import io.stateprint.inference.Clusters;
import io.stateprint.inference.Folds;

/**
 * d' under many sets of weights, directions made anew for each and always from other folds: the
 * mean range over the pooled standard deviation of plus and minus states. A prompt counts as often
 * as it was drawn.
 */
final class DrawnStrengths {
  private static final int BLOCK = 256;

  private final double[][] square;
  private final Folds folds;
  private final FoldParts parts;
  private final double[][] low;
  private final double[][] range;

  private DrawnStrengths(StyleGram gram, Folds folds) {
    this.folds = folds;
    this.parts = new FoldParts(folds);
    this.square = parts.sorted(gram.square());
    this.low = parts.sorted(gram.low());
    this.range = parts.sorted(gram.range());
  }

  /**
   * Computes them.
   *
   * @param gram of prompts that are their own training set
   * @param weights of the prompts in each draw, (B, P)
   * @return (B)
   */
  static double[] of(StyleGram gram, Folds folds, Clusters clusters, double[][] weights) {
    DrawnStrengths strengths = new DrawnStrengths(gram, folds);
    double[] out = new double[weights.length];
    for (int from = 0; from < weights.length; from += BLOCK) {
      int to = Math.min(weights.length, from + BLOCK);
      double[] block = strengths.block(LeaveOut.block(weights, from, to), clusters.observed());
      System.arraycopy(block, 0, out, from, block.length);
    }
    return out;
  }

  /** Of some sets of weights, (P, b). */
  private double[] block(double[][] weights, double[] observed) {
    double[][] squares = parts.quadratics(square, folds, weights);
    Spread minus = new Spread(weights[0].length);
    Spread plus = new Spread(weights[0].length);
    double[][] lows = projections(low, weights, squares);
    double[][] ranges = projections(range, weights, squares);
    double[] above = new double[weights[0].length];
    double[] total = new double[weights[0].length];
    for (int p = 0; p < lows.length; p++) {
      for (int b = 0; b < above.length; b++) {
        double weight = weights[p][b];
        if (weight > 0) {
          minus.add(b, weight / observed[p], lows[p][b]);
          plus.add(b, weight / observed[p], lows[p][b] + ranges[p][b]);
          above[b] += weight * ranges[p][b];
          total[b] += weight;
        }
      }
    }
    for (int b = 0; b < above.length; b++) {
      double spread = (minus.variance(b, lows.length) + plus.variance(b, lows.length)) / 2;
      above[b] /= total[b] * Math.sqrt(spread);
    }
    return above;
  }

  /** Of every row along the direction that has not seen its fold, (P, b). */
  private double[][] projections(double[][] sorted, double[][] weights, double[][] squares) {
    double[][] out = new double[sorted.length][];
    parts.each(
        sorted,
        parts.sortedRows(weights),
        (p, row) -> {
          int fold = folds.of()[p];
          double[] sum = FoldParts.without(row, fold);
          for (int b = 0; b < sum.length; b++) {
            sum[b] /= Math.sqrt(squares[fold][b]);
          }
          out[p] = sum;
        });
    return out;
  }

  /** Weighted moments of each set. */
  private static final class Spread {
    private final double[] times;
    private final double[] sums;
    private final double[] squares;

    Spread(int sets) {
      this.times = new double[sets];
      this.sums = new double[sets];
      this.squares = new double[sets];
    }

    void add(int set, double count, double value) {
      times[set] += count;
      sums[set] += count * value;
      squares[set] += count * value * value;
    }

    double variance(int set, int prompts) {
      double mean = sums[set] / times[set];
      return (squares[set] / times[set] - mean * mean) * prompts / (prompts - 1.0);
    }
  }
}
