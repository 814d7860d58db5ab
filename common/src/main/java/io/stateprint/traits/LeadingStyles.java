package io.stateprint.traits;

import io.stateprint.constancy.StyleChoice;
import io.stateprint.evidence.TopicDraws;
import io.stateprint.inference.Clusters;
import io.stateprint.inference.Estimate;
import io.stateprint.personality.BankPlan;
import java.util.Arrays;
import java.util.stream.IntStream;

/** How much the category of a prompt tells of the style that leads in it. */
final class LeadingStyles {
  private LeadingStyles() {}

  /**
   * Measures it; the style that leads in a prompt has the largest mean standing.
   *
   * @param standings Z of the layers that count, (L, P, K)
   */
  static Drawn of(double[][][] standings, BankPlan plan, TopicDraws draws) {
    Clusters clusters = plan.estimator().clusters();
    if (standings.length == 0) {
      return Drawn.none(Lacking.NO_RELIABLE_LAYER);
    }
    if (clusters.categories().size() < 2) {
      return Drawn.none(Lacking.ONE_CATEGORY);
    }
    boolean finite =
        Arrays.stream(standings)
            .flatMap(Arrays::stream)
            .flatMapToDouble(Arrays::stream)
            .allMatch(Double::isFinite);
    if (!finite) {
      return Drawn.none(Lacking.NO_RANGE);
    }
    int[] leading = leading(standings);
    int[] category = clusters.category();
    double[] replicates = draws.replicates(draw -> beyondChance(category, leading, draw));
    double[] jackknife =
        IntStream.range(0, clusters.topics().size())
            .mapToDouble(left -> beyondChance(category, leading, without(clusters, left)))
            .toArray();
    double value = beyondChance(category, leading, TopicDraws.observed(category.length));
    return Drawn.of(
        Estimate.of(value, replicates, jackknife, draws.freedom(), ""),
        replicates,
        draws.freedom());
  }

  private static int[] leading(double[][][] standings) {
    int[] out = new int[standings[0].length];
    for (int p = 0; p < out.length; p++) {
      double[] sums = new double[standings[0][p].length];
      for (double[][] layer : standings) {
        for (int k = 0; k < sums.length; k++) {
          sums[k] += layer[p][k];
        }
      }
      for (int k = 1; k < sums.length; k++) {
        out[p] = sums[k] > sums[out[p]] ? k : out[p];
      }
    }
    return out;
  }

  private static int[] without(Clusters clusters, int topic) {
    return IntStream.range(0, clusters.prompts())
        .filter(p -> clusters.topic()[p] != topic)
        .toArray();
  }

  private static double beyondChance(int[] category, int[] leading, int[] draw) {
    return StyleChoice.of(
            Arrays.stream(draw).map(p -> category[p]).toArray(),
            Arrays.stream(draw).map(p -> leading[p]).toArray())
        .beyondChance();
  }
}
