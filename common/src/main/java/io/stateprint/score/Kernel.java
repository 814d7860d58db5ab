package io.stateprint.score;

/**
 * Rows of numbers times factors, added up: the inner loop of every product here. Two sums take four
 * rows at a time, and no sum runs over the inner index, so that the compiler makes vector
 * instructions of it.
 */
final class Kernel {
  private final double[][] rows;
  private final int shift;
  private final int length;

  /**
   * Takes rows.
   *
   * @param rows (any number, at least length)
   * @param shift row that belongs to the first factor
   * @param length of the sums
   */
  Kernel(double[][] rows, int shift, int length) {
    this.rows = rows;
    this.shift = shift;
    this.length = length;
  }

  /**
   * Adds factors times rows to every sum.
   *
   * @param sums (S, length)
   * @param factors of each sum, (S, at least to)
   * @param from the first factor
   * @param to the last factor, not included
   */
  void add(double[][] sums, double[][] factors, int from, int to) {
    int s = 0;
    for (; s + 2 <= sums.length; s += 2) {
      int f = from;
      for (; f + 4 <= to; f += 4) {
        pair(sums[s], sums[s + 1], factors[s], factors[s + 1], f);
      }
      for (; f < to; f++) {
        one(sums[s], factors[s][f], f);
        one(sums[s + 1], factors[s + 1][f], f);
      }
    }
    if (s < sums.length) {
      for (int f = from; f < to; f++) {
        one(sums[s], factors[s][f], f);
      }
    }
  }

  private void pair(double[] sum, double[] other, double[] factors, double[] others, int f) {
    double[] a = rows[shift + f];
    double[] b = rows[shift + f + 1];
    double[] c = rows[shift + f + 2];
    double[] e = rows[shift + f + 3];
    double a0 = factors[f];
    double b0 = factors[f + 1];
    double c0 = factors[f + 2];
    double e0 = factors[f + 3];
    double a1 = others[f];
    double b1 = others[f + 1];
    double c1 = others[f + 2];
    double e1 = others[f + 3];
    int n = length;
    for (int i = 0; i < n; i++) {
      sum[i] += a0 * a[i] + b0 * b[i] + c0 * c[i] + e0 * e[i];
      other[i] += a1 * a[i] + b1 * b[i] + c1 * c[i] + e1 * e[i];
    }
  }

  private void one(double[] sum, double factor, int f) {
    double[] row = rows[shift + f];
    int n = length;
    for (int i = 0; i < n; i++) {
      sum[i] += factor * row[i];
    }
  }
}
