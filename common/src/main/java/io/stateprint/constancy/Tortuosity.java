package io.stateprint.constancy;

import io.stateprint.evidence.TooFewException;
import io.stateprint.evidence.TopicDraws;
import io.stateprint.inference.Quantiles;
import io.stateprint.profile.Interval;
import java.io.Serializable;
import java.util.Arrays;

/**
 * How winding the path of a prompt through style space is: its length over the distance of its
 * ends, at least 1; infinite where it ends where it began.
 *
 * @param value median over prompts
 * @param interval 95%, over draws of topics
 * @param byPrompt (P)
 * @param replicates of the value, (R)
 */
public record Tortuosity(double value, Interval interval, double[] byPrompt, double[] replicates)
    implements Serializable {
  /**
   * Measures it.
   *
   * @param standings Z by layer, prompt and style, (L, P, K)
   * @param draws of prompts
   */
  public static Tortuosity of(double[][][] standings, TopicDraws draws) {
    TooFewException.require("measure tortuosity", "sampled layers", standings.length, 2);
    double[] byPrompt = new double[standings[0].length];
    for (int p = 0; p < byPrompt.length; p++) {
      double path = 0;
      for (int l = 1; l < standings.length; l++) {
        path += distance(standings[l - 1][p], standings[l][p]);
      }
      double ends = distance(standings[0][p], standings[standings.length - 1][p]);
      byPrompt[p] = path == 0 ? 1 : path / ends;
    }
    double[] replicates = draws.replicates(draw -> median(byPrompt, draw));
    return new Tortuosity(
        Quantiles.median(byPrompt), draws.interval(replicates), byPrompt, replicates);
  }

  private static double median(double[] values, int[] draw) {
    return Quantiles.median(Arrays.stream(draw).mapToDouble(p -> values[p]).toArray());
  }

  private static double distance(double[] a, double[] b) {
    double sum = 0;
    for (int k = 0; k < a.length; k++) {
      sum += (a[k] - b[k]) * (a[k] - b[k]);
    }
    return Math.sqrt(sum);
  }
}
