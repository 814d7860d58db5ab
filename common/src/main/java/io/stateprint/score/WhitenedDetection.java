package io.stateprint.score;

import io.stateprint.direction.Auc;
import io.stateprint.direction.Calibration;
import io.stateprint.direction.Shrinkage;
import io.stateprint.inference.Folds;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.CholeskyDecomposition;

/**
 * How well the whitened direction w_k = S_a^-1 v_k (linear discriminant) tells plus from minus
 * states that it has not seen. Covariance, shrinkage and direction come from the other folds;
 * everything happens among inner products of the 2P states, so the width does not matter.
 */
public final class WhitenedDetection {
  private final double[][] products;
  private final double[] weights;
  private final Shrinkage method;
  private final int width;

  private WhitenedDetection(double[][] products, double[] weights, Shrinkage method, int width) {
    this.products = products;
    this.weights = weights;
    this.method = method;
    this.width = width;
  }

  /**
   * Computes it.
   *
   * @param states plus and minus states, (2, P, D)
   * @param calibration of the layer
   * @param folds of the prompts
   * @param weights of the prompts, (P)
   * @param method of shrinkage
   * @return NaN where a fold leaves fewer than two prompts to train on
   */
  public static Auc of(
      float[][][] states,
      Calibration calibration,
      Folds folds,
      double[] weights,
      Shrinkage method) {
    int prompts = weights.length;
    float[][] both = new float[2 * prompts][];
    System.arraycopy(states[0], 0, both, 0, prompts);
    System.arraycopy(states[1], 0, both, prompts, prompts);
    Rows rows = Rows.centred(both, calibration);
    WhitenedDetection detection =
        new WhitenedDetection(Columns.of(rows).times(rows), weights, method, rows.width());
    double[] plus = new double[prompts];
    double[] minus = new double[prompts];
    for (int fold = 0; fold < folds.count(); fold++) {
      int own = fold;
      int[] train = IntStream.range(0, prompts).filter(p -> folds.of()[p] != own).toArray();
      double[] parts = detection.parts(train);
      for (int p = 0; p < prompts; p++) {
        if (folds.of()[p] == fold) {
          plus[p] = detection.along(p, parts);
          minus[p] = detection.along(p + prompts, parts);
        }
      }
    }
    return CrossFit.auc(minus, plus, folds.of());
  }

  private double along(int row, double[] parts) {
    double sum = 0;
    for (int j = 0; j < parts.length; j++) {
      sum += products[row][j] * parts[j];
    }
    return sum;
  }

  /** w_k as a weighted sum of the 2P states: its weights, zero outside of training, (2P). */
  private double[] parts(int[] train) {
    int n = train.length;
    int prompts = weights.length;
    int[] rows = new int[2 * n];
    double[] direction = new double[2 * n];
    for (int i = 0; i < n; i++) {
      rows[i] = train[i];
      rows[n + i] = train[i] + prompts;
      direction[i] = weights[train[i]];
      direction[n + i] = -weights[train[i]];
    }
    double[] whitened = whitened(rows, direction);
    double[] out = new double[2 * prompts];
    for (int i = 0; i < rows.length; i++) {
      out[rows[i]] = whitened[i];
    }
    return out;
  }

  /** (c - C ((A / b) I + C K C)^-1 C K c) / A, with C the centring of each condition. */
  private double[] whitened(int[] rows, double[] direction) {
    int freedom = rows.length - 2;
    if (freedom < 2) {
      double[] none = new double[rows.length];
      Arrays.fill(none, Double.NaN);
      return none;
    }
    double[][] own = new double[rows.length][rows.length];
    double[] dots = new double[rows.length];
    for (int i = 0; i < rows.length; i++) {
      for (int j = 0; j < rows.length; j++) {
        own[i][j] = products[rows[i]][rows[j]];
        dots[i] += own[i][j] * direction[j];
      }
    }
    centre(dots);
    centreBoth(own);
    double shrink = method.weight(own, freedom, width);
    if (shrink >= 1) {
      return direction;
    }
    double trace = IntStream.range(0, own.length).mapToDouble(i -> own[i][i]).sum();
    double ridge = shrink * trace / width / (1 - shrink);
    for (int i = 0; i < own.length; i++) {
      own[i][i] += ridge;
      // Entries near 0 differ by rounding, which the decomposition would refuse.
      for (int j = 0; j < i; j++) {
        own[i][j] = (own[i][j] + own[j][i]) / 2;
        own[j][i] = own[i][j];
      }
    }
    double[] solved =
        new CholeskyDecomposition(new Array2DRowRealMatrix(own, false), 1e-9, 0)
            .getSolver()
            .solve(new ArrayRealVector(dots, false))
            .toArray();
    centre(solved);
    double[] out = new double[rows.length];
    Arrays.setAll(out, i -> direction[i] - solved[i]);
    return out;
  }

  private static void centreBoth(double[][] matrix) {
    for (double[] row : matrix) {
      centre(row);
    }
    for (int j = 0; j < matrix.length; j++) {
      double[] column = new double[matrix.length];
      for (int i = 0; i < column.length; i++) {
        column[i] = matrix[i][j];
      }
      centre(column);
      for (int i = 0; i < column.length; i++) {
        matrix[i][j] = column[i];
      }
    }
  }

  /** Takes the mean of each half off: plus states come first, as many minus states after them. */
  private static void centre(double[] values) {
    int half = values.length / 2;
    for (int from = 0; from < values.length; from += half) {
      double mean = 0;
      for (int i = from; i < from + half; i++) {
        mean += values[i] / half;
      }
      for (int i = from; i < from + half; i++) {
        values[i] -= mean;
      }
    }
  }
}
