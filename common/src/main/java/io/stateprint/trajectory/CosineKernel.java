package io.stateprint.trajectory;

import io.stateprint.direction.HeldOut;
import io.stateprint.direction.LayerDirections;

/**
 * The cosines of a state to the styles of its layer: one walk over the state's components, sums in
 * float64, no boxing. Safe for use by several threads.
 */
public final class CosineKernel {
  private final LayerDirections directions;
  private final double[] meanLengths;
  private final boolean[] left;

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
  }

  /**
   * The cosines of one state, (D).
   *
   * @throws IllegalArgumentException for a state of another width, not finite, or all zero
   */
  public StyleCosines cosines(float[] state) {
    requireUsable(state);
    double[] raw = new double[meanLengths.length];
    double length = Math.sqrt(square(state));
    for (int k = 0; k < raw.length; k++) {
      raw[k] = dot(directions.means()[k], state) / (length * meanLengths[k]);
    }
    double[] centred = centred(state);
    double[] frameDots = new double[directions.frames().length];
    for (int f = 0; f < frameDots.length; f++) {
      frameDots[f] = dot(directions.frames()[f], state);
    }
    return new StyleCosines(raw, centred, calibrated(centred), frameDots, keptSquare(state));
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

  private void requireUsable(float[] state) {
    if (state.length != directions.width()) {
      throw new IllegalArgumentException(
          "a state of %d components, the directions have %d"
              .formatted(state.length, directions.width()));
    }
    double square = square(state);
    if (!Double.isFinite(square) || square == 0) {
      throw new IllegalArgumentException(
          square == 0 ? "its state is all zero" : "its state is not finite");
    }
  }

  private static double dot(double[] direction, float[] state) {
    double sum = 0;
    for (int d = 0; d < state.length; d++) {
      sum += direction[d] * state[d];
    }
    return sum;
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
