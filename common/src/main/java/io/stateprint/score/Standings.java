package io.stateprint.score;

import io.stateprint.inference.Clusters;
import io.stateprint.inference.Folds;
import java.util.Arrays;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.linear.SingularMatrixException;
import org.apache.commons.math3.stat.StatUtils;

/**
 * Base states along what is unique in each style, in standard deviations of neutral prompts: Z_k(x)
 * = (y_k(x) - mean_Q y_k) / sd_Q y_k, with y on v_k without its part in the other three, made from
 * other topics. One unit means the same for every style.
 *
 * <p>With V the directions of all styles, the row k of the inverse of V V', times V, is the unique
 * part of v_k up to a positive factor, which cancels in Z.
 */
public final class Standings {
  private final int styles;
  private final LayerGram gram;
  private final Folds folds;

  private Standings(LayerGram gram, Folds folds) {
    this.styles = gram.styles().length;
    this.gram = gram;
    this.folds = folds;
  }

  /**
   * Z of each prompt.
   *
   * @param weights of the prompts in the directions, (P)
   * @return (P, K); NaN where styles share a direction or Q has no spread
   */
  public static double[][] of(LayerGram gram, Folds folds, double[] weights) {
    double[][][] out =
        new Standings(gram, folds).block(LeaveOut.block(new double[][] {weights}, 0, 1));
    return out[0];
  }

  /**
   * Mean Z over all prompts under many sets of weights, directions made anew for each; categories
   * weigh the same.
   *
   * @param weights those of a category sum to 1, none below 0, (B, P)
   * @return (K, B)
   */
  public static double[][] means(
      LayerGram gram, Folds folds, Clusters clusters, double[][] weights) {
    return new DrawnStandings(gram, folds, clusters.categories().size()).means(weights);
  }

  /** Z of several sets of weights at once, (b, P, K). */
  private double[][][] block(double[][] weights) {
    Sums sums = Sums.of(gram, folds, weights);
    double[][][] out = new double[weights[0].length][weights.length][styles];
    for (int fold = 0; fold < folds.count(); fold++) {
      double[][][] products = products(sums, fold, weights);
      for (int b = 0; b < out.length; b++) {
        double[][] unique = inverse(products[b]);
        for (int k = 0; k < styles; k++) {
          double[] neutral = sums.neutral(fold, b, unique[k]);
          double mean = StatUtils.mean(neutral);
          double spread = Math.sqrt(StatUtils.variance(neutral, mean));
          for (int p = 0; p < weights.length; p++) {
            if (folds.of()[p] == fold) {
              double z = (sums.base(fold, b, p, unique[k]) - mean) / spread;
              out[b][p][k] = spread > 0 ? z : Double.NaN;
            }
          }
        }
      }
    }
    return out;
  }

  /** Inner products of the directions without a fold, (b, K, K). */
  private double[][][] products(Sums sums, int fold, double[][] weights) {
    double[][][] out = new double[weights[0].length][styles][styles];
    for (int j = 0; j < styles; j++) {
      for (int k = j; k < styles; k++) {
        double[] values = sums.cross[j][k].quadratic(fold, folds, weights);
        for (int b = 0; b < values.length; b++) {
          out[b][j][k] = values[b];
          out[b][k][j] = values[b];
        }
      }
    }
    return out;
  }

  /** Rows that make unique directions of the v_j: the inverse of their cosines over lengths. */
  static double[][] inverse(double[][] products) {
    int styles = products.length;
    double[] lengths = new double[styles];
    Arrays.setAll(lengths, k -> Math.sqrt(products[k][k]));
    double[][] cosines = new double[styles][styles];
    for (int j = 0; j < styles; j++) {
      for (int k = 0; k < styles; k++) {
        cosines[j][k] = products[j][k] / lengths[j] / lengths[k];
      }
    }
    double[][] out = new double[styles][styles];
    try {
      out =
          new LUDecomposition(new Array2DRowRealMatrix(cosines, false))
              .getSolver()
              .getInverse()
              .getData();
    } catch (SingularMatrixException e) {
      Arrays.fill(lengths, Double.NaN);
    }
    for (double[] row : out) {
      for (int j = 0; j < styles; j++) {
        row[j] /= lengths[j];
      }
    }
    return out;
  }

  /** Sums without each fold, of everything that Z needs. */
  private static final class Sums {
    private final LeaveOut[] low;
    private final LeaveOut[] shift;
    private final LeaveOut[] calm;
    private final LeaveOut[][] cross;
    private final int neutrals;

    private Sums(int styles, int neutrals) {
      this.low = new LeaveOut[styles];
      this.shift = new LeaveOut[styles];
      this.calm = new LeaveOut[styles];
      this.cross = new LeaveOut[styles][styles];
      this.neutrals = neutrals;
    }

    static Sums of(LayerGram gram, Folds folds, double[][] weights) {
      int styles = gram.styles().length;
      Sums sums = new Sums(styles, gram.neutral()[0].length);
      for (int k = 0; k < styles; k++) {
        StyleGram style = gram.styles()[k];
        sums.low[k] = LeaveOut.of(style.low(), folds, weights);
        sums.shift[k] = LeaveOut.of(style.shift(), folds, weights);
        sums.calm[k] = LeaveOut.of(gram.neutral()[k], folds, weights);
        sums.cross[k][k] = LeaveOut.of(style.square(), folds, weights);
        for (int j = 0; j < k; j++) {
          sums.cross[j][k] = LeaveOut.of(gram.cross()[j][k], folds, weights);
        }
      }
      return sums;
    }

    double base(int fold, int set, int prompt, double[] unique) {
      double sum = 0;
      for (int j = 0; j < unique.length; j++) {
        sum += unique[j] * (low[j].row(prompt, fold)[set] + shift[j].row(prompt, fold)[set]);
      }
      return sum;
    }

    double[] neutral(int fold, int set, double[] unique) {
      double[] out = new double[neutrals];
      for (int j = 0; j < unique.length; j++) {
        for (int i = 0; i < neutrals; i++) {
          out[i] += unique[j] * calm[j].row(i, fold)[set];
        }
      }
      return out;
    }
  }
}
