package io.stateprint.drift;

import java.io.Serializable;
import java.util.Arrays;

/**
 * The energy distance (Szekely and Rizzo 2004, InterStat 5) between the current run's states and
 * the replicates' at one layer. A state counts as its deviation from the mean of all of its
 * prompt's states, in units of their scatter, so that prompts can be put together; labels are
 * permuted within prompts.
 *
 * @param current the statistic of the current run
 * @param replicates the statistic of each replicate taken as the current run, (used replicates)
 * @param drawn under permutation, (B)
 */
public record EnergyShift(double current, double[] replicates, double[] drawn)
    implements Serializable {
  /**
   * Measures it at a layer.
   *
   * @param reference of the layer
   * @param run of the layer
   * @param draws shared by all layers
   */
  static EnergyShift of(LayerReference reference, LayerRun run, LabelDraws draws) {
    int prompts = run.states().length;
    int states = draws.replicates() + 1;
    double[][] deviations = new double[prompts * states][];
    for (int x = 0; x < prompts; x++) {
      double[][] own = deviations(reference, run, x, states);
      System.arraycopy(own, 0, deviations, x * states, states);
    }
    Pairs pairs = Pairs.of(deviations);
    double[] replicates = new double[draws.replicates()];
    Arrays.setAll(replicates, r -> pairs.statistic(constant(prompts, r + 1), states));
    double[] drawn = new double[draws.picks().length];
    Arrays.setAll(drawn, b -> pairs.statistic(draws.picks()[b], states));
    return new EnergyShift(pairs.statistic(constant(prompts, 0), states), replicates, drawn);
  }

  private static int[] constant(int length, int value) {
    int[] out = new int[length];
    Arrays.fill(out, value);
    return out;
  }

  /** The current state, then the replicates', off their mean and over their scatter. */
  private static double[][] deviations(
      LayerReference reference, LayerRun run, int prompt, int states) {
    double[][] own = new double[states][];
    own[0] = ReplicateProducts.wide(run.states()[prompt]);
    double[] mean = own[0].clone();
    for (int r = 1; r < states; r++) {
      own[r] = ReplicateProducts.wide(reference.states()[r - 1][prompt]);
      for (int d = 0; d < mean.length; d++) {
        mean[d] += own[r][d];
      }
    }
    double square = 0;
    for (double[] state : own) {
      for (int d = 0; d < mean.length; d++) {
        state[d] -= mean[d] / states;
        square += state[d] * state[d] / states;
      }
    }
    if (square > 0) {
      double factor = 1 / Math.sqrt(square);
      for (double[] state : own) {
        for (int d = 0; d < mean.length; d++) {
          state[d] *= factor;
        }
      }
    }
    return own;
  }

  /**
   * Distances of all pairs.
   *
   * @param distances (N, N)
   * @param sums of rows, (N)
   * @param total of all
   */
  private record Pairs(double[][] distances, double[] sums, double total) {
    static Pairs of(double[][] states) {
      double[][] distances = new double[states.length][states.length];
      double[] sums = new double[states.length];
      for (int i = 0; i < states.length; i++) {
        for (int j = 0; j < i; j++) {
          distances[i][j] = distance(states[i], states[j]);
          distances[j][i] = distances[i][j];
          sums[i] += distances[i][j];
          sums[j] += distances[i][j];
        }
      }
      return new Pairs(distances, sums, Arrays.stream(sums).sum());
    }

    /** 2 E|X - Y| - E|X - X'| - E|Y - Y'|, X the picked states and Y the others. */
    double statistic(int[] picks, int states) {
      double own = 0;
      double rows = 0;
      for (int x = 0; x < picks.length; x++) {
        double[] row = distances[x * states + picks[x]];
        rows += sums[x * states + picks[x]];
        for (int y = 0; y < picks.length; y++) {
          own += row[y * states + picks[y]];
        }
      }
      double picked = picks.length;
      double others = sums.length - picked;
      double across = rows - own;
      double rest = total - own - 2 * across;
      return 2 * across / (picked * others) - own / (picked * picked) - rest / (others * others);
    }

    private static double distance(double[] a, double[] b) {
      double zero = 0;
      double one = 0;
      int even = a.length - a.length % 2;
      for (int d = 0; d < even; d += 2) {
        double left = a[d] - b[d];
        double right = a[d + 1] - b[d + 1];
        zero += left * left;
        one += right * right;
      }
      if (even < a.length) {
        zero += (a[even] - b[even]) * (a[even] - b[even]);
      }
      return Math.sqrt(zero + one);
    }
  }
}
