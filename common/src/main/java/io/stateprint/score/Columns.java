package io.stateprint.score;

import java.util.Arrays;

/**
 * Vectors that many others are multiplied with, laid out for that: in float64, a dimension after
 * the other.
 */
public final class Columns {
  private static final int PIECE = 256;

  private final double[][] byDimension;
  private final int count;

  private Columns(double[][] byDimension, int count) {
    this.byDimension = byDimension;
    this.count = count;
  }

  /** Lays out (n, D): D x n numbers are held. */
  static Columns of(Rows rows) {
    double[][] out = new double[rows.width()][rows.count()];
    double[] piece = new double[PIECE];
    for (int from = 0; from < out.length; from += PIECE) {
      int to = Math.min(out.length, from + PIECE);
      for (int i = 0; i < rows.count(); i++) {
        rows.fill(i, from, to, piece);
        for (int d = from; d < to; d++) {
          out[d][i] = piece[d - from];
        }
      }
    }
    return new Columns(out, rows.count());
  }

  /** The differences of plus and minus states, (P, D) each. */
  public static Columns differences(float[][] plus, float[][] minus) {
    return of(Rows.difference(plus, minus));
  }

  /** Vectors as they are, (n, D). */
  public static Columns of(double[][] vectors) {
    double[][] out = new double[vectors[0].length][vectors.length];
    for (int i = 0; i < vectors.length; i++) {
      for (int d = 0; d < out.length; d++) {
        out[d][i] = vectors[i][d];
      }
    }
    return new Columns(out, vectors.length);
  }

  /** Inner products of states with them, (R, n), of (R, D). */
  public double[][] along(float[][] states) {
    return times(Rows.plain(states));
  }

  /** Inner products of rows with them, (R, n), summed in float64. */
  double[][] times(Rows rows) {
    double[][] out = new double[rows.count()][count];
    double[][] factors = new double[rows.count()][PIECE];
    for (int from = 0; from < byDimension.length; from += PIECE) {
      int to = Math.min(byDimension.length, from + PIECE);
      for (int i = 0; i < factors.length; i++) {
        rows.fill(i, from, to, factors[i]);
      }
      new Kernel(byDimension, from, count).add(out, factors, 0, to - from);
    }
    return out;
  }

  /** The plain sum of some of them, each with its weight, (D). */
  double[] sum(double[] weights) {
    double[] out = new double[byDimension.length];
    Arrays.setAll(
        out,
        d -> {
          double total = 0;
          for (int i = 0; i < count; i++) {
            total += weights[i] * byDimension[d][i];
          }
          return total;
        });
    return out;
  }
}
