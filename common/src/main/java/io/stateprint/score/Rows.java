package io.stateprint.score;

import io.stateprint.direction.Calibration;

/** Vectors that are made from states a piece of the width at a time. */
interface Rows {
  /** How many. */
  int count();

  /** D. */
  int width();

  /** Writes components from to to - 1 of a row to the beginning of an array. */
  void fill(int row, int from, int to, double[] into);

  /** One less other, (n, D) each. */
  static Rows difference(float[][] one, float[][] other) {
    return new Rows() {
      @Override
      public int count() {
        return one.length;
      }

      @Override
      public int width() {
        return one[0].length;
      }

      @Override
      public void fill(int row, int from, int to, double[] into) {
        float[] a = one[row];
        float[] b = other[row];
        for (int d = from; d < to; d++) {
          into[d - from] = (double) a[d] - b[d];
        }
      }
    };
  }

  /** States less the grand mean, (n, D). */
  static Rows centred(float[][] states, Calibration calibration) {
    return less(states, calibration.mean());
  }

  /** States as they are, (n, D). */
  static Rows plain(float[][] states) {
    return less(states, new double[states[0].length]);
  }

  private static Rows less(float[][] states, double[] mean) {
    return new Rows() {
      @Override
      public int count() {
        return states.length;
      }

      @Override
      public int width() {
        return mean.length;
      }

      @Override
      public void fill(int row, int from, int to, double[] into) {
        float[] state = states[row];
        for (int d = from; d < to; d++) {
          into[d - from] = state[d] - mean[d];
        }
      }
    };
  }
}
