package io.stateprint.drift;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * One number a run, for a series: the logarithm of how far its states lie from the reference, in
 * units of the floor of their prompt, mean over prompts, then layers. Layers whose floor is 0 say
 * nothing and are left out.
 */
public final class RunScores {
  private RunScores() {}

  /**
   * Ratios of the replicates at a layer, each beside the others, as if it were beside all of them:
   * the mean of R - 1 runs errs more than that of R, by (1 + 1 / (R - 1)) / (1 + 1 / R).
   *
   * @return mean over prompts; NaN where the floor is 0, (R)
   */
  static double[] ofReplicates(NoiseFloor floor) {
    double replicates = floor.distances().length;
    double same = (1 + 1 / replicates) / (1 + 1 / (replicates - 1));
    return Arrays.stream(floor.distances())
        .mapToDouble(distances -> same * ratio(distances, floor.typical()))
        .toArray();
  }

  /**
   * Ratios of runs at a layer.
   *
   * @param runs of the prompts of the reference
   * @return as for replicates, (runs)
   */
  static double[] ofRuns(LayerReference reference, NoiseFloor floor, List<LayerRun> runs) {
    double[][] means =
        IntStream.range(0, reference.prompts().size())
            .mapToObj(x -> reference.scale().of(reference.mean(x, -1)))
            .toArray(double[][]::new);
    return runs.stream()
        .mapToDouble(
            run -> {
              reference.requireLike(run);
              double[] distances = new double[means.length];
              Arrays.setAll(distances, x -> reference.distance(means[x], run.states()[x]));
              return ratio(distances, floor.typical());
            })
        .toArray();
  }

  /** The score of a run from its ratios at all layers; NaN where no layer has a floor. */
  public static double score(double[] ratios) {
    return Math.log(Arrays.stream(ratios).filter(Double::isFinite).average().orElse(Double.NaN));
  }

  private static double ratio(double[] distances, double[] typical) {
    return IntStream.range(0, distances.length)
        .filter(x -> typical[x] > 0)
        .mapToDouble(x -> distances[x] / typical[x])
        .average()
        .orElse(Double.NaN);
  }
}
