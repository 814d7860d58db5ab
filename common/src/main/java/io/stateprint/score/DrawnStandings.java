package io.stateprint.score;

import io.stateprint.inference.Folds;
import java.util.Arrays;

/**
 * Mean standings under many sets of weights. The standing of a fold's prompts is linear in their
 * base states, so its weighted mean needs sums over the fold only, and the spread of the neutral
 * states is a quadratic form of their covariances along the directions.
 */
final class DrawnStandings {
  private static final int BLOCK = 256;

  private final int styles;
  private final int categories;
  private final Folds folds;
  private final FoldParts parts;
  private final double[][][] base;
  private final double[][][][] cross;
  private final double[][][] neutral;
  private final double[][][] neutralMean;

  DrawnStandings(LayerGram gram, Folds folds, int categories) {
    this.styles = gram.styles().length;
    this.categories = categories;
    this.folds = folds;
    this.parts = new FoldParts(folds);
    this.base = new double[styles][][];
    this.cross = new double[styles][styles][][];
    this.neutral = new double[styles][][];
    this.neutralMean = new double[styles][][];
    for (int k = 0; k < styles; k++) {
      StyleGram style = gram.styles()[k];
      base[k] = parts.sorted(sum(style.low(), style.shift()));
      cross[k][k] = parts.sorted(style.square());
      for (int j = 0; j < k; j++) {
        cross[j][k] = parts.sorted(gram.cross()[j][k]);
      }
      double[] mean = mean(gram.neutral()[k]);
      neutralMean[k] = parts.sorted(new double[][] {mean});
      neutral[k] = parts.sorted(less(gram.neutral()[k], mean));
    }
  }

  /** Mean Z, (K, B), under weights (B, P). */
  double[][] means(double[][] weights) {
    double[][] out = new double[styles][weights.length];
    for (int from = 0; from < weights.length; from += BLOCK) {
      int to = Math.min(weights.length, from + BLOCK);
      Block block = new Block(LeaveOut.block(weights, from, to));
      for (int b = from; b < to; b++) {
        block.addMeans(b - from, out, b);
      }
    }
    return out;
  }

  /** What some sets of weights give, (P, b). */
  private final class Block {
    private final double[][] weights;
    private final double[][] sorted;
    private final double[][] total;
    private final double[][][] sums;
    private final double[][][] means;
    private final double[][][][] products;
    private final double[][][][] covariance;

    Block(double[][] weights) {
      int sets = weights[0].length;
      this.weights = weights;
      this.sorted = parts.sortedRows(weights);
      this.total = new double[folds.count()][sets];
      for (int p = 0; p < weights.length; p++) {
        FoldParts.add(total[folds.of()[p]], weights[p]);
      }
      this.sums = new double[styles][folds.count()][sets];
      this.means = new double[styles][folds.count()][];
      this.products = new double[styles][styles][][];
      for (int k = 0; k < styles; k++) {
        sumBase(k);
        sumNeutralMean(k);
        for (int j = 0; j <= k; j++) {
          products[j][k] = parts.quadratics(cross[j][k], folds, weights);
          products[k][j] = products[j][k];
        }
      }
      this.covariance = covariance(sets);
    }

    private void sumBase(int style) {
      parts.each(
          base[style],
          sorted,
          (p, row) -> {
            int fold = folds.of()[p];
            FoldParts.addProducts(sums[style][fold], weights[p], FoldParts.without(row, fold));
          });
    }

    private void sumNeutralMean(int style) {
      parts.each(
          neutralMean[style],
          sorted,
          (q, row) -> Arrays.setAll(means[style], f -> FoldParts.without(row, f)));
    }

    /** Sums of products of neutral states along directions without a fold, (F, K, K, b). */
    private double[][][][] covariance(int sets) {
      double[][][][] out = new double[folds.count()][styles][styles][sets];
      double[][][] rows = new double[styles][][];
      Arrays.setAll(rows, k -> parts.room(sorted));
      double[][] factors = new double[styles][];
      for (int q = 0; q < neutral[0].length; q++) {
        int row = q;
        Arrays.setAll(factors, k -> neutral[k][row]);
        parts.parts(factors, sorted, rows);
        for (int f = 0; f < out.length; f++) {
          add(out[f], rows, f);
        }
      }
      return out;
    }

    private void add(double[][][] sum, double[][][] rows, int fold) {
      double[][] along = new double[styles][];
      Arrays.setAll(along, k -> FoldParts.without(rows[k], fold));
      for (int k = 0; k < styles; k++) {
        for (int j = 0; j <= k; j++) {
          FoldParts.addProducts(sum[j][k], along[j], along[k]);
        }
      }
    }

    void addMeans(int set, double[][] out, int column) {
      for (int f = 0; f < total.length; f++) {
        if (total[f][set] != 0) {
          double[][] unique = Standings.inverse(products(f, set));
          for (int k = 0; k < styles; k++) {
            double spread = Math.sqrt(variance(unique[k], f, set));
            double off = 0;
            for (int j = 0; j < styles; j++) {
              off += unique[k][j] * (sums[j][f][set] - total[f][set] * means[j][f][set]);
            }
            out[k][column] += spread > 0 ? off / spread / categories : Double.NaN;
          }
        }
      }
    }

    private double[][] products(int fold, int set) {
      double[][] out = new double[styles][styles];
      for (int j = 0; j < styles; j++) {
        for (int k = 0; k < styles; k++) {
          out[j][k] = products[j][k][fold][set];
        }
      }
      return out;
    }

    private double variance(double[] unique, int fold, int set) {
      double sum = 0;
      for (int k = 0; k < styles; k++) {
        for (int j = 0; j <= k; j++) {
          sum += (j == k ? 1 : 2) * unique[j] * unique[k] * covariance[fold][j][k][set];
        }
      }
      return sum / (neutral[0].length - 1);
    }
  }

  private static double[][] sum(double[][] one, double[][] other) {
    double[][] out = new double[one.length][];
    for (int i = 0; i < out.length; i++) {
      out[i] = one[i].clone();
      FoldParts.add(out[i], other[i]);
    }
    return out;
  }

  private static double[] mean(double[][] rows) {
    double[] out = new double[rows[0].length];
    for (double[] row : rows) {
      FoldParts.add(out, row);
    }
    for (int i = 0; i < out.length; i++) {
      out[i] /= rows.length;
    }
    return out;
  }

  private static double[][] less(double[][] rows, double[] mean) {
    double[][] out = new double[rows.length][mean.length];
    for (int i = 0; i < out.length; i++) {
      for (int p = 0; p < mean.length; p++) {
        out[i][p] = rows[i][p] - mean[p];
      }
    }
    return out;
  }
}
