package io.stateprint.trajectory;

import io.stateprint.direction.HeldOut;
import io.stateprint.direction.LayerDirections;
import java.util.Arrays;

/**
 * The cosines of a state to the styles of its layer: sums in float64, no boxing. Every sum runs
 * over the components in their order, many sums side by side. Safe for use by several threads.
 */
public final class CosineKernel {
  private static final int AT_ONCE = 4;

  private final LayerDirections directions;
  private final double[] meanLengths;
  private final boolean[] left;
  private final double[] packed;
  private final int vectors;

  /** Prepares what does not depend on the state. */
  public CosineKernel(LayerDirections directions) {
    this.directions = directions;
    this.meanLengths = new double[directions.means().length];
    for (int k = 0; k < meanLengths.length; k++) {
      meanLengths[k] = Math.sqrt(square(directions.means()[k]));
    }
    this.left = new boolean[directions.width()];
    for (int d : directions.massive()) {
      left[d] = true;
    }
    this.vectors = meanLengths.length + directions.frames().length;
    this.packed = packed(directions, vectors);
  }

  /** Means and frames, component after component, (D, K + F): sums of a state go side by side. */
  private static double[] packed(LayerDirections directions, int vectors) {
    double[] packed = new double[Math.multiplyExact(directions.width(), vectors)];
    for (int v = 0; v < vectors; v++) {
      int styles = directions.means().length;
      double[] from = v < styles ? directions.means()[v] : directions.frames()[v - styles];
      for (int d = 0; d < from.length; d++) {
        packed[d * vectors + v] = from[d];
      }
    }
    return packed;
  }

  /**
   * The cosines of one state, (D).
   *
   * @throws IllegalArgumentException for a state of another width, not finite, or all zero
   */
  public StyleCosines cosines(float[] state) {
    requireWidth(state);
    double square = square(state);
    requireUsable(square);
    double[] dots = dots(state);
    double[] raw = new double[meanLengths.length];
    double length = Math.sqrt(square);
    for (int k = 0; k < raw.length; k++) {
      raw[k] = dots[k] / (length * meanLengths[k]);
    }
    double[] centred = centred(state);
    double[] frameDots = Arrays.copyOfRange(dots, raw.length, dots.length);
    return new StyleCosines(raw, centred, calibrated(centred), frameDots, keptSquare(state));
  }

  /** Inner products with means and frames, (K + F); each is summed component after component. */
  private double[] dots(float[] state) {
    double[] sums = new double[vectors];
    int n = vectors;
    int whole = state.length - state.length % AT_ONCE;
    for (int d = 0; d < whole; d += AT_ONCE) {
      double zero = state[d];
      double one = state[d + 1];
      double two = state[d + 2];
      double three = state[d + 3];
      int at = d * n;
      for (int v = 0; v < n; v++) {
        sums[v] =
            sums[v]
                + packed[at + v] * zero
                + packed[at + n + v] * one
                + packed[at + 2 * n + v] * two
                + packed[at + 3 * n + v] * three;
      }
    }
    for (int d = whole; d < state.length; d++) {
      for (int v = 0; v < n; v++) {
        sums[v] += packed[d * n + v] * state[d];
      }
    }
    return sums;
  }

  private double[] centred(float[] state) {
    double[] grand = directions.grand();
    double[][] axes = directions.centred();
    double square = 0;
    double zero = 0;
    double one = 0;
    double two = 0;
    double three = 0;
    for (int d = 0; d < state.length; d++) {
      double difference = left[d] ? 0 : state[d] - grand[d];
      square += difference * difference;
      zero += difference * axes[0][d];
      one += difference * axes[1][d];
      two += difference * axes[2][d];
      three += difference * axes[3][d];
    }
    double length = Math.sqrt(square);
    return new double[] {zero / length, one / length, two / length, three / length};
  }

  private double[] calibrated(double[] centred) {
    double[] out = new double[centred.length];
    for (int k = 0; k < out.length; k++) {
      HeldOut fixed = directions.heldOut()[k];
      out[k] = (centred[k] - fixed.other()) / (fixed.own() - fixed.other());
    }
    return out;
  }

  private double keptSquare(float[] state) {
    double sum = 0;
    for (int d = 0; d < state.length; d++) {
      sum += left[d] ? 0 : (double) state[d] * state[d];
    }
    return sum;
  }

  private void requireWidth(float[] state) {
    if (state.length != directions.width()) {
      throw new IllegalArgumentException(
          "a state of %d components, the directions have %d"
              .formatted(state.length, directions.width()));
    }
  }

  private static void requireUsable(double square) {
    if (!Double.isFinite(square) || square == 0) {
      throw new IllegalArgumentException(
          square == 0 ? "its state is all zero" : "its state is not finite");
    }
  }

  private static double square(float[] state) {
    double sum = 0;
    for (float value : state) {
      sum += (double) value * value;
    }
    return sum;
  }

  private static double square(double[] vector) {
    double sum = 0;
    for (double value : vector) {
      sum += value * value;
    }
    return sum;
  }
}
