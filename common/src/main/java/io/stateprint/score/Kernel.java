package io.stateprint.score;

import java.util.Arrays;

/**
 * Rows of numbers times factors, added up: the inner loop of every product here. No sum runs over
 * the inner index, and only one array is written, so that the compiler makes vector instructions of
 * it; with two sums in one loop it does not.
 */
final class Kernel {
  /** Sums that take four rows while those are in the fastest cache. */
  private static final int TOGETHER = 8;

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
    for (int first = 0; first < sums.length; first += TOGETHER) {
      int last = Math.min(sums.length, first + TOGETHER);
      addTogether(
          Arrays.copyOfRange(sums, first, last),
          Arrays.copyOfRange(factors, first, last),
          from,
          to);
    }
  }

  private void addTogether(double[][] sums, double[][] factors, int from, int to) {
    int f = from;
    for (; f + 4 <= to; f += 4) {
      for (int s = 0; s < sums.length; s++) {
        four(sums[s], factors[s], f);
      }
    }
    for (; f < to; f++) {
      for (int s = 0; s < sums.length; s++) {
        one(sums[s], factors[s][f], f);
      }
    }
  }

  private void four(double[] sum, double[] factors, int f) {
    double[] a = rows[shift + f];
    double[] b = rows[shift + f + 1];
    double[] c = rows[shift + f + 2];
    double[] e = rows[shift + f + 3];
    double one = factors[f];
    double two = factors[f + 1];
    double three = factors[f + 2];
    double four = factors[f + 3];
    int n = length;
    for (int i = 0; i < n; i++) {
      sum[i] += one * a[i] + two * b[i] + three * c[i] + four * e[i];
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
