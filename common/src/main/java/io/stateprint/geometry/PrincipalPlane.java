package io.stateprint.geometry;

import io.stateprint.evidence.TooFewException;
import java.io.Serializable;
import java.util.SplittableRandom;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.EigenDecomposition;

/**
 * States of one layer seen from the side on which they differ most: their two largest principal
 * components, in units of the root mean square distance of a state from the mean of all.
 *
 * @param places of the states, (n, 2)
 * @param explained share of the variance along both axes, (2)
 */
public record PrincipalPlane(double[][] places, double[] explained) implements Serializable {
  private static final int LEAST = 3;
  private static final int BLOCK = 8;
  private static final int MOST_ROUNDS = 200;
  private static final double CONVERGED = 1e-8;

  /**
   * Finds the plane by block power iteration, which takes the room of the states and no more.
   *
   * @param states (n, D), three or more
   * @param massive dimensions that are left out
   * @param seed of the start
   */
  public static PrincipalPlane of(float[][] states, int[] massive, long seed) {
    TooFewException.require("map states", "states", states.length, LEAST);
    float[][] rows = centred(states, massive);
    double total = 0;
    for (float[] row : rows) {
      total += square(row);
    }
    if (total == 0) {
      return new PrincipalPlane(new double[rows.length][2], new double[2]);
    }
    int block = Math.min(BLOCK, Math.min(rows.length, rows[0].length));
    double[][] basis = start(block, rows[0].length, seed);
    double before = 0;
    for (int round = 0; round < MOST_ROUNDS; round++) {
      double[][] image = image(rows, projected(rows, basis));
      basis = orthonormal(image);
      double captured = captured(projected(rows, basis));
      if (Math.abs(captured - before) <= CONVERGED * total) {
        break;
      }
      before = captured;
    }
    return ritz(projected(rows, basis), total);
  }

  /**
   * The same plane, turned or mirrored onto another one of the same states (orthogonal Procrustes):
   * what is left of their difference is movement of states against each other.
   */
  public PrincipalPlane onto(PrincipalPlane other) {
    double[][] h = new double[2][2];
    for (int i = 0; i < places.length; i++) {
      for (int a = 0; a < 2; a++) {
        for (int b = 0; b < 2; b++) {
          h[a][b] += places[i][a] * other.places[i][b];
        }
      }
    }
    double turned = Math.hypot(h[0][0] + h[1][1], h[0][1] - h[1][0]);
    double mirrored = Math.hypot(h[0][0] - h[1][1], h[0][1] + h[1][0]);
    if (turned == 0 && mirrored == 0) {
      return this;
    }
    boolean turn = turned >= mirrored;
    double length = turn ? turned : mirrored;
    double cos = (turn ? h[0][0] + h[1][1] : h[0][0] - h[1][1]) / length;
    double sin = (turn ? h[0][1] - h[1][0] : h[0][1] + h[1][0]) / length;
    double sign = turn ? 1 : -1;
    double[][] out = new double[places.length][2];
    for (int i = 0; i < out.length; i++) {
      out[i][0] = places[i][0] * cos - sign * places[i][1] * sin;
      out[i][1] = places[i][0] * sin + sign * places[i][1] * cos;
    }
    return new PrincipalPlane(out, explained);
  }

  private static float[][] centred(float[][] states, int[] massive) {
    int width = states[0].length;
    double[] mean = new double[width];
    for (float[] state : states) {
      for (int d = 0; d < width; d++) {
        mean[d] += state[d] / (double) states.length;
      }
    }
    float[][] out = new float[states.length][width];
    for (int i = 0; i < out.length; i++) {
      for (int d = 0; d < width; d++) {
        out[i][d] = (float) (states[i][d] - mean[d]);
      }
      for (int d : massive) {
        out[i][d] = 0;
      }
    }
    return out;
  }

  private static double square(float[] row) {
    double sum = 0;
    for (float value : row) {
      sum += (double) value * value;
    }
    return sum;
  }

  private static double[][] start(int block, int width, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[][] out = new double[block][width];
    for (double[] row : out) {
      for (int d = 0; d < width; d++) {
        row[d] = random.nextDouble() - 0.5;
      }
    }
    return orthonormal(out);
  }

  /** Products of rows and basis vectors, (n, k). */
  private static double[][] projected(float[][] rows, double[][] basis) {
    double[][] out = new double[rows.length][basis.length];
    for (int i = 0; i < rows.length; i++) {
      for (int k = 0; k < basis.length; k++) {
        double sum = 0;
        for (int d = 0; d < rows[i].length; d++) {
          sum += rows[i][d] * basis[k][d];
        }
        out[i][k] = sum;
      }
    }
    return out;
  }

  /** Sums of rows weighted by their projections, (k, D). */
  private static double[][] image(float[][] rows, double[][] projected) {
    double[][] out = new double[projected[0].length][rows[0].length];
    for (int i = 0; i < rows.length; i++) {
      for (int k = 0; k < out.length; k++) {
        double weight = projected[i][k];
        for (int d = 0; d < rows[i].length; d++) {
          out[k][d] += weight * rows[i][d];
        }
      }
    }
    return out;
  }

  /** Gram-Schmidt, twice; a vector that nothing is left of becomes 0. */
  private static double[][] orthonormal(double[][] vectors) {
    for (int k = 0; k < vectors.length; k++) {
      double before = Math.sqrt(Gram.dot(vectors[k], vectors[k]));
      for (int pass = 0; pass < 2; pass++) {
        for (int j = 0; j < k; j++) {
          double along = Gram.dot(vectors[k], vectors[j]);
          for (int d = 0; d < vectors[k].length; d++) {
            vectors[k][d] -= along * vectors[j][d];
          }
        }
      }
      double length = Math.sqrt(Gram.dot(vectors[k], vectors[k]));
      double scale = length > 1e-12 * before ? 1 / length : 0;
      for (int d = 0; d < vectors[k].length; d++) {
        vectors[k][d] *= scale;
      }
    }
    return vectors;
  }

  /** The two largest variances within the block. */
  private static double captured(double[][] projected) {
    double[] values = new EigenDecomposition(products(projected)).getRealEigenvalues();
    return values[0] + (values.length > 1 ? values[1] : 0);
  }

  private static Array2DRowRealMatrix products(double[][] projected) {
    int block = projected[0].length;
    double[][] out = new double[block][block];
    for (double[] row : projected) {
      for (int a = 0; a < block; a++) {
        for (int b = 0; b < block; b++) {
          out[a][b] += row[a] * row[b];
        }
      }
    }
    return new Array2DRowRealMatrix(out, false);
  }

  private static PrincipalPlane ritz(double[][] projected, double total) {
    EigenDecomposition eigen = new EigenDecomposition(products(projected));
    int axes = Math.min(2, projected[0].length);
    double unit = Math.sqrt(total / projected.length);
    double[][] places = new double[projected.length][2];
    double[] explained = new double[2];
    for (int a = 0; a < axes; a++) {
      double[] axis = eigen.getEigenvector(a).toArray();
      double skew = 0;
      for (int i = 0; i < places.length; i++) {
        places[i][a] = Gram.dot(projected[i], axis) / unit;
        skew += Math.pow(places[i][a], 3);
      }
      for (double[] place : places) {
        place[a] = skew < 0 ? -place[a] : place[a];
      }
      explained[a] = Math.max(0, eigen.getRealEigenvalue(a)) / total;
    }
    return new PrincipalPlane(places, explained);
  }
}
