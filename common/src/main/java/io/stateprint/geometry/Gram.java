package io.stateprint.geometry;

import io.stateprint.evidence.TooFewException;

/** Inner products of prompts' states at a layer. */
public final class Gram {
  /** The estimators divide by n (n - 3). */
  static final int LEAST_PROMPTS = 4;

  private static final int LANES = 4;

  private Gram() {}

  /**
   * The Gram matrix, (n, n).
   *
   * @param states (n, D)
   * @param scaling of each dimension
   */
  public static double[][] of(float[][] states, Scaling scaling) {
    TooFewException.require("compare layouts", "prompts", states.length, LEAST_PROMPTS);
    double[][] rows = scaled(states, scaling);
    double[][] out = new double[rows.length][rows.length];
    for (int i = 0; i < out.length; i++) {
      for (int j = 0; j <= i; j++) {
        out[i][j] = dot(rows[i], rows[j]);
        out[j][i] = out[i][j];
      }
    }
    return out;
  }

  private static double[][] scaled(float[][] states, Scaling scaling) {
    int width = states[0].length;
    double[][] out = new double[states.length][width];
    double[] mean = new double[width];
    double[] square = new double[width];
    for (float[] state : states) {
      for (int d = 0; d < width; d++) {
        mean[d] += state[d];
      }
    }
    for (int i = 0; i < out.length; i++) {
      for (int d = 0; d < width; d++) {
        out[i][d] = states[i][d] - mean[d] / states.length;
        square[d] += out[i][d] * out[i][d];
      }
    }
    if (scaling == Scaling.STANDARDISED) {
      for (double[] row : out) {
        for (int d = 0; d < width; d++) {
          row[d] = square[d] == 0 ? 0 : row[d] / Math.sqrt(square[d] / (out.length - 1));
        }
      }
    }
    return out;
  }

  /** Four sums side by side: one sum alone waits for itself. */
  static double dot(double[] a, double[] b) {
    double zero = 0;
    double one = 0;
    double two = 0;
    double three = 0;
    int whole = a.length - a.length % LANES;
    for (int d = 0; d < whole; d += LANES) {
      zero += a[d] * b[d];
      one += a[d + 1] * b[d + 1];
      two += a[d + 2] * b[d + 2];
      three += a[d + 3] * b[d + 3];
    }
    for (int d = whole; d < a.length; d++) {
      zero += a[d] * b[d];
    }
    return zero + one + two + three;
  }
}
