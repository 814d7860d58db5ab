package io.stateprint.drift;

import io.stateprint.geometry.CentredStates;
import io.stateprint.inference.Quantiles;
import java.io.Serializable;
import java.util.Arrays;
import org.apache.commons.math3.stat.StatUtils;

/**
 * How far replicates of the reference lie from each other at a layer, and what that makes of a
 * distance: a conformal p value (Vovk, Gammerman and Shafer 2005), valid where replicates and
 * current run differ in nothing but their order. Where replicates are equal to the bit the floor is
 * 0, and any other state lies above it.
 *
 * @param layer true id
 * @param distances of each replicate to the mean of the others, 1 - centred cosine, (R, n)
 * @param typical mean of a prompt's distances, (n)
 * @param ratios all distances over the mean of the prompt's others, ascending, (R n)
 * @param highest quantile 0.999 of the ratios; of fewer than 1000 about their largest
 */
public record NoiseFloor(
    int layer, double[][] distances, double[] typical, double[] ratios, double highest)
    implements Serializable {
  private static final double ENVELOPE = 0.999;

  /** Takes the floor of a layer. */
  public static NoiseFloor of(LayerReference reference) {
    int prompts = reference.prompts().size();
    double[][] distances = new double[reference.replicates()][prompts];
    CentredStates scale = reference.scale();
    for (int x = 0; x < prompts; x++) {
      double[] all = reference.mean(x, -1);
      for (int r = 0; r < distances.length; r++) {
        float[] state = reference.states()[r][x];
        double[] others = others(all, state, distances.length);
        distances[r][x] = CentredStates.distance(scale.of(others), scale.of(state));
      }
    }
    return of(reference.layer(), distances);
  }

  /** The floor from distances, (R, n). */
  static NoiseFloor of(int layer, double[][] distances) {
    int replicates = distances.length;
    double[] sums = new double[distances[0].length];
    for (double[] replicate : distances) {
      for (int x = 0; x < sums.length; x++) {
        sums[x] += replicate[x];
      }
    }
    double[] ratios = new double[replicates * sums.length];
    for (int r = 0; r < replicates; r++) {
      for (int x = 0; x < sums.length; x++) {
        double others = (sums[x] - distances[r][x]) / (replicates - 1);
        ratios[r * sums.length + x] = ratio(distances[r][x], others);
      }
    }
    Arrays.sort(ratios);
    double[] typical = Arrays.stream(sums).map(sum -> sum / replicates).toArray();
    return new NoiseFloor(layer, distances, typical, ratios, Quantiles.of(ratios, ENVELOPE));
  }

  /** The distance that 99.9% of a prompt's distances stay below when nothing changed. */
  public double envelope(int prompt) {
    return highest * typical[prompt];
  }

  /**
   * (1 + replicates that are as far) / (R + 1): exact for this prompt, no less than 1 / (R + 1).
   */
  public double p(int prompt, double distance) {
    int reached = 0;
    for (double[] replicate : distances) {
      reached += replicate[prompt] >= distance ? 1 : 0;
    }
    return (1.0 + reached) / (distances.length + 1);
  }

  /** The same with all prompts of the layer, each in units of its own floor: finer steps. */
  public double pooledP(int prompt, double distance) {
    double ratio = ratio(distance, typical[prompt]);
    int below = 0;
    while (below < ratios.length && ratios[below] < ratio) {
      below++;
    }
    return (1.0 + ratios.length - below) / (ratios.length + 1);
  }

  /** Mean floor over prompts, for distances in its units. */
  public double mean() {
    return StatUtils.mean(typical);
  }

  private static double ratio(double distance, double typical) {
    return distance == 0 ? 0 : distance / typical;
  }

  private static double[] others(double[] all, float[] state, int replicates) {
    double[] out = new double[all.length];
    for (int d = 0; d < out.length; d++) {
      out[d] = (all[d] * replicates - state[d]) / (replicates - 1);
    }
    return out;
  }
}
