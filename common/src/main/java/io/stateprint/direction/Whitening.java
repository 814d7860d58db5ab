package io.stateprint.direction;

import io.stateprint.storage.InputException;
import java.util.List;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.CholeskyDecomposition;
import org.apache.commons.math3.linear.RealMatrix;

/**
 * The inverse of a pooled within-condition covariance, S_a = (1 - a) X'X / nu + a (tr S / D) I, as
 * it acts on a vector. Woodbury's identity does it in the space of samples: with A = a tr(S) / D
 * and b = (1 - a) / nu, S_a^-1 v = (v - X' ((A / b) I + X X')^-1 X v) / A.
 */
public final class Whitening {
  private final double[][] rows;
  private final double shrinkage;
  private final double floor;
  private final CholeskyDecomposition system;

  private Whitening(double[][] rows, double shrinkage, double floor, RealMatrix system) {
    this.rows = rows;
    this.shrinkage = shrinkage;
    this.floor = floor;
    this.system = new CholeskyDecomposition(system, 1e-9, 0);
  }

  /**
   * Prepares it.
   *
   * @param conditions states of each condition, (n_s, D); each is centred by its own mean
   * @param method of shrinkage
   * @throws InputException where all states of every condition are alike, or there is only one
   */
  public static Whitening of(List<List<float[]>> conditions, Shrinkage method) {
    double[][] rows =
        conditions.stream()
            .flatMap(
                states -> {
                  double[] mean = Vectors.mean(states);
                  return states.stream()
                      .map(z -> Vectors.difference(Vectors.wide(z), mean, new int[0]));
                })
            .toArray(double[][]::new);
    int freedom = rows.length - conditions.size();
    double[][] gram = gram(rows);
    double trace = 0;
    for (int i = 0; i < gram.length; i++) {
      trace += gram[i][i];
    }
    if (freedom < 1 || trace == 0) {
      throw new InputException(
          "Cannot whiten a layer: %d states in %d conditions have no spread"
              .formatted(rows.length, conditions.size()));
    }
    int width = rows[0].length;
    double weight = method.weight(gram, freedom, width);
    double floor = weight * trace / freedom / width;
    double ridge = weight >= 1 ? 0 : floor * freedom / (1 - weight);
    if (weight < 1) {
      for (int i = 0; i < gram.length; i++) {
        gram[i][i] += ridge;
      }
    }
    return new Whitening(
        weight < 1 ? rows : new double[0][],
        weight,
        floor,
        new Array2DRowRealMatrix(weight < 1 ? gram : new double[][] {{1}}, false));
  }

  /** The weight a of the identity. */
  public double shrinkage() {
    return shrinkage;
  }

  /** S_a^-1 v, (D). */
  public double[] apply(double[] vector) {
    double[] out = Vectors.scaled(vector, 1 / floor);
    if (rows.length == 0) {
      return out;
    }
    double[] dots = new double[rows.length];
    for (int i = 0; i < dots.length; i++) {
      dots[i] = Vectors.dot(rows[i], vector);
    }
    double[] solved = system.getSolver().solve(new ArrayRealVector(dots, false)).toArray();
    for (int i = 0; i < rows.length; i++) {
      for (int d = 0; d < out.length; d++) {
        out[d] -= rows[i][d] * solved[i] / floor;
      }
    }
    return out;
  }

  private static double[][] gram(double[][] rows) {
    double[][] gram = new double[rows.length][rows.length];
    for (int i = 0; i < rows.length; i++) {
      for (int j = 0; j <= i; j++) {
        gram[i][j] = Vectors.dot(rows[i], rows[j]);
        gram[j][i] = gram[i][j];
      }
    }
    return gram;
  }
}
