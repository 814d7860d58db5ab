package io.stateprint.drift;

import io.stateprint.inference.Quantiles;
import java.io.Serializable;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * What the alarm of a series will do, from simulation, printed before the series starts.
 *
 * @param shift that lasts from the first look on, in standard deviations of a run; 0 for none
 * @param alarms share of the simulated series with an alarm
 * @param delay median looks until the alarm among them; NaN where none had one
 */
public record SeriesPower(double shift, double alarms, double delay) implements Serializable {
  /**
   * A plan of a series.
   *
   * @param references R
   * @param looks in the series
   * @param alpha of the alarm
   */
  public record Plan(int references, int looks, double alpha) implements Serializable {}

  /**
   * Simulates normal scores.
   *
   * @param plan of the series
   * @param shift in standard deviations
   * @param simulations how many
   * @param seed of them
   */
  public static SeriesPower of(Plan plan, double shift, int simulations, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] delays = new double[simulations];
    for (int s = 0; s < simulations; s++) {
      ReferenceRuns reference = new ReferenceRuns(scores(random, plan.references(), 0));
      delays[s] =
          1 + EProcess.since(reference, scores(random, plan.looks(), shift)).alarm(plan.alpha());
    }
    double[] found = Arrays.stream(delays).filter(delay -> delay > 0).toArray();
    return new SeriesPower(
        shift,
        found.length / (double) simulations,
        found.length == 0 ? Double.NaN : Quantiles.median(found));
  }

  private static double[] scores(SplittableRandom random, int count, double shift) {
    double[] out = new double[count];
    Arrays.setAll(out, i -> shift + random.nextGaussian());
    return out;
  }
}
