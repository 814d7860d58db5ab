package io.stateprint.drift;

import io.stateprint.geometry.CentredStates;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * What one layer of the current run shows beside the reference.
 *
 * @param baseline of the layer
 * @param prompts one row a prompt, (n)
 * @param moved current run less the mean of the replicates along each style's axis, (n, K)
 * @param energy of the layer
 * @param rounding whether no state is further from the replicates' mean than rounding takes it, a
 *     distance of 1e-10: as far as 1.4e-5 of its length
 */
public record LayerDrift(
    LayerBaseline baseline,
    List<PromptDrift> prompts,
    double[][] moved,
    EnergyShift energy,
    boolean rounding)
    implements Serializable {
  private static final double ROUNDING = 1e-10;

  /**
   * Compares a layer.
   *
   * @param reference its states
   * @param baseline of the same reference
   * @param run the current run's states
   * @param draws shared by all layers
   * @throws UnlikeRunsException where the run has other layers, prompts or widths
   */
  public static LayerDrift of(
      LayerReference reference, LayerBaseline baseline, LayerRun run, LabelDraws draws) {
    reference.requireLike(run);
    List<PromptDrift> prompts = new ArrayList<>();
    double[][] moved = new double[run.states().length][];
    CentredStates raw = CentredStates.raw(reference.width());
    boolean rounding = true;
    for (int x = 0; x < moved.length; x++) {
      double[] mean = reference.mean(x, -1);
      float[] state = run.states()[x];
      double distance =
          CentredStates.distance(reference.scale().of(mean), reference.scale().of(state));
      double[] difference = difference(state, mean);
      boolean rounded = distance <= ROUNDING;
      rounding &= rounded;
      prompts.add(
          new PromptDrift(
              run.prompts().get(x),
              run.layer(),
              distance,
              rounded
                  ? Math.max(distance, baseline.floor().envelope(x))
                  : baseline.floor().envelope(x),
              rounded ? 1 : baseline.floor().p(x, distance),
              rounded ? 1 : baseline.floor().pooledP(x, distance),
              CentredStates.distance(raw.of(mean), raw.of(state))));
      moved[x] = ReplicateProducts.products(reference.axes(), difference);
    }
    return new LayerDrift(
        baseline, List.copyOf(prompts), moved, EnergyShift.of(reference, run, draws), rounding);
  }

  private static double[] difference(float[] state, double[] mean) {
    double[] difference = new double[mean.length];
    for (int d = 0; d < mean.length; d++) {
      difference[d] = state[d] - mean[d];
    }
    return difference;
  }

  /** True id. */
  public int layer() {
    return baseline.layer();
  }

  /** Share of the prompts that moved. */
  double movedShare() {
    return prompts.stream().filter(PromptDrift::moved).count() / (double) prompts.size();
  }

  /** Mean distance over prompts. */
  public double meanDistance() {
    return prompts.stream().mapToDouble(PromptDrift::distance).average().orElse(Double.NaN);
  }
}
