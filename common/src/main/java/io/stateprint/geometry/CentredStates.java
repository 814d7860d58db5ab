package io.stateprint.geometry;

import java.io.Serializable;
import java.util.Arrays;

/**
 * States of a layer after the centre is taken off and massive dimensions are set to 0, and their
 * distance 1 - cosine.
 *
 * @param centre mean of the neutral calibration prompts, m, (D)
 * @param massive dimensions left out
 */
public record CentredStates(double[] centre, int[] massive) implements Serializable {
  /** No centre and nothing left out: the raw cosine. */
  public static CentredStates raw(int width) {
    return new CentredStates(new double[width], new int[0]);
  }

  /** The mean of some states as the centre, nothing left out. */
  public static CentredStates around(float[][] states) {
    double[] mean = new double[states[0].length];
    for (float[] state : states) {
      for (int d = 0; d < mean.length; d++) {
        mean[d] += state[d] / (double) states.length;
      }
    }
    return new CentredStates(mean, new int[0]);
  }

  /** A state on this scale, (D). */
  public double[] of(float[] state) {
    if (state.length != centre.length) {
      throw new IllegalArgumentException(
          "a state of %d components, the centre has %d".formatted(state.length, centre.length));
    }
    double[] out = new double[state.length];
    for (int d = 0; d < out.length; d++) {
      out[d] = state[d] - centre[d];
    }
    for (int d : massive) {
      out[d] = 0;
    }
    return out;
  }

  /** A mean of states on this scale, (D). */
  public double[] of(double[] state) {
    double[] out = new double[centre.length];
    for (int d = 0; d < out.length; d++) {
      out[d] = state[d] - centre[d];
    }
    for (int d : massive) {
      out[d] = 0;
    }
    return out;
  }

  /** 1 - cosine of two states. */
  public double distance(float[] a, float[] b) {
    return distance(of(a), of(b));
  }

  /**
   * 1 - cosine of two vectors, as half the squared distance of their unit vectors: no digits are
   * lost where they are nearly alike, and equal vectors are 0 apart.
   *
   * @throws IllegalArgumentException where one is all zero or not finite
   */
  public static double distance(double[] a, double[] b) {
    double left = length(a);
    double right = length(b);
    double sum = 0;
    for (int d = 0; d < a.length; d++) {
      double difference = a[d] / left - b[d] / right;
      sum += difference * difference;
    }
    return sum / 2;
  }

  /** Unit vectors of states, (n, D). */
  double[][] units(float[][] states) {
    return Arrays.stream(states)
        .map(
            state -> {
              double[] vector = of(state);
              double length = length(vector);
              return Arrays.stream(vector).map(v -> v / length).toArray();
            })
        .toArray(double[][]::new);
  }

  private static double length(double[] vector) {
    double length = Math.sqrt(Gram.dot(vector, vector));
    if (!(length > 0) || !Double.isFinite(length)) {
      throw new IllegalArgumentException(
          length == 0 ? "a state equals the centre: it has no angle" : "a state is not finite");
    }
    return length;
  }
}
