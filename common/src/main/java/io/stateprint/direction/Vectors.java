package io.stateprint.direction;

import java.util.Collection;

/** Sums over components, in float64. */
final class Vectors {
  private Vectors() {}

  static double[] mean(Collection<float[]> states) {
    int width = states.iterator().next().length;
    double[] sum = new double[width];
    for (float[] state : states) {
      for (int d = 0; d < width; d++) {
        sum[d] += state[d];
      }
    }
    return scaled(sum, 1.0 / states.size());
  }

  static double[] meanOf(double[][] vectors) {
    double[] sum = new double[vectors[0].length];
    for (double[] vector : vectors) {
      for (int d = 0; d < sum.length; d++) {
        sum[d] += vector[d];
      }
    }
    return scaled(sum, 1.0 / vectors.length);
  }

  static double[] scaled(double[] vector, double factor) {
    double[] out = new double[vector.length];
    for (int d = 0; d < out.length; d++) {
      out[d] = vector[d] * factor;
    }
    return out;
  }

  static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int d = 0; d < a.length; d++) {
      sum += a[d] * b[d];
    }
    return sum;
  }

  static double cosine(double[] a, double[] b) {
    return dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b));
  }

  /** a - b without the massive dimensions. */
  static double[] difference(double[] a, double[] b, int[] massive) {
    double[] out = new double[a.length];
    for (int d = 0; d < out.length; d++) {
      out[d] = a[d] - b[d];
    }
    for (int d : massive) {
      out[d] = 0;
    }
    return out;
  }

  static double[] wide(float[] state) {
    double[] out = new double[state.length];
    for (int d = 0; d < out.length; d++) {
      out[d] = state[d];
    }
    return out;
  }
}
