package io.stateprint.score;

import io.stateprint.direction.Calibration;

/** Inner products of many vectors with many others, in float64, a piece of the width at a time. */
final class Products {
  private static final int PIECE = 512;

  private Products() {}

  /** rows columns', (R, P), of rows (R, D) and columns (P, D). */
  static double[][] of(double[][] rows, double[][] columns) {
    double[][] out = new double[rows.length][columns.length];
    int width = columns[0].length;
    for (int from = 0; from < width; from += PIECE) {
      int to = Math.min(width, from + PIECE);
      for (int i = 0; i < rows.length; i++) {
        add(rows[i], columns, from, to, out[i]);
      }
    }
    return out;
  }

  /** One row with four columns at a time: four sums that do not wait for each other. */
  private static void add(double[] row, double[][] columns, int from, int to, double[] out) {
    int j = 0;
    for (; j + 4 <= columns.length; j += 4) {
      double[] a = columns[j];
      double[] b = columns[j + 1];
      double[] c = columns[j + 2];
      double[] e = columns[j + 3];
      double one = 0;
      double two = 0;
      double three = 0;
      double four = 0;
      for (int d = from; d < to; d++) {
        double value = row[d];
        one += value * a[d];
        two += value * b[d];
        three += value * c[d];
        four += value * e[d];
      }
      out[j] += one;
      out[j + 1] += two;
      out[j + 2] += three;
      out[j + 3] += four;
    }
    for (; j < columns.length; j++) {
      double sum = 0;
      for (int d = from; d < to; d++) {
        sum += row[d] * columns[j][d];
      }
      out[j] += sum;
    }
  }

  /** One less other, (n, D). */
  static double[][] difference(float[][] one, float[][] other) {
    double[][] out = new double[one.length][one[0].length];
    for (int i = 0; i < out.length; i++) {
      for (int d = 0; d < out[i].length; d++) {
        out[i][d] = (double) one[i][d] - other[i][d];
      }
    }
    return out;
  }

  /** States less the grand mean, (n, D). */
  static double[][] centred(float[][] states, Calibration calibration) {
    double[] mean = calibration.mean();
    double[][] out = new double[states.length][mean.length];
    for (int i = 0; i < out.length; i++) {
      for (int d = 0; d < mean.length; d++) {
        out[i][d] = states[i][d] - mean[d];
      }
    }
    return out;
  }
}
