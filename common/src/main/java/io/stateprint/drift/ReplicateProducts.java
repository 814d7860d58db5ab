package io.stateprint.drift;

import java.io.Serializable;
import java.util.stream.IntStream;

/**
 * Inner products of a layer's replicates with the mean of the others and with the styles' axes: all
 * that a planted shift needs, without the states.
 *
 * @param toMean state with mean, (R, n)
 * @param square state with itself, (R, n)
 * @param meanSquare mean with itself, (R, n)
 * @param along state with axes, (R, n, K)
 * @param meanAlong mean with axes, (R, n, K)
 * @param axes axes with each other, (K, K)
 */
record ReplicateProducts(
    double[][] toMean,
    double[][] square,
    double[][] meanSquare,
    double[][][] along,
    double[][][] meanAlong,
    double[][] axes)
    implements Serializable {

  static ReplicateProducts of(LayerReference reference) {
    int replicates = reference.replicates();
    int prompts = reference.prompts().size();
    double[][] axes = reference.axes();
    ReplicateProducts out =
        new ReplicateProducts(
            new double[replicates][prompts],
            new double[replicates][prompts],
            new double[replicates][prompts],
            new double[replicates][prompts][],
            new double[replicates][prompts][],
            IntStream.range(0, axes.length)
                .mapToObj(k -> products(axes, axes[k]))
                .toArray(double[][]::new));
    for (int x = 0; x < prompts; x++) {
      for (int r = 0; r < replicates; r++) {
        out.fill(r, x, wide(reference.states()[r][x]), reference.mean(x, r), axes);
      }
    }
    return out;
  }

  /** How far a replicate stands from the others along each axis, (K). */
  double[] moved(int replicate, int prompt) {
    double[] out = new double[axes.length];
    for (int k = 0; k < out.length; k++) {
      out[k] = along[replicate][prompt][k] - meanAlong[replicate][prompt][k];
    }
    return out;
  }

  /** The raw 1 - cosine to the mean of the others once the state is shifted along an axis. */
  double rawDistance(int replicate, int prompt, int axis, double shift) {
    double dot = toMean[replicate][prompt] + shift * meanAlong[replicate][prompt][axis];
    double length =
        square[replicate][prompt]
            + 2 * shift * along[replicate][prompt][axis]
            + shift * shift * axes[axis][axis];
    return 1 - dot / Math.sqrt(length * meanSquare[replicate][prompt]);
  }

  private void fill(int r, int x, double[] state, double[] mean, double[][] directions) {
    toMean[r][x] = dot(state, mean);
    square[r][x] = dot(state, state);
    meanSquare[r][x] = dot(mean, mean);
    along[r][x] = products(directions, state);
    meanAlong[r][x] = products(directions, mean);
  }

  /** Inner products with each axis, (K). */
  static double[] products(double[][] axes, double[] vector) {
    double[] out = new double[axes.length];
    for (int k = 0; k < out.length; k++) {
      out[k] = dot(axes[k], vector);
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

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int d = 0; d < a.length; d++) {
      sum += a[d] * b[d];
    }
    return sum;
  }
}
