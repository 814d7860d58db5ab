package io.stateprint.constancy;

import io.stateprint.evidence.TooFewException;
import io.stateprint.evidence.TopicDraws;
import io.stateprint.inference.Quantiles;
import io.stateprint.profile.Interval;
import java.io.Serializable;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.apache.commons.math3.stat.StatUtils;

/**
 * Sameness of one style over the middle layers: 1 - median over prompts of the standard deviation
 * over layers of the score, in parts of the range, clipped to [0, 1].
 *
 * @param value 1 where no prompt's score moves
 * @param interval 95%, over draws of topics
 * @param layers how many lie in the band 1/3 to 2/3 of the depth
 * @param replicates of the value, (R)
 */
public record Stability(double value, Interval interval, int layers, double[] replicates)
    implements Serializable {
  /** Fewer layers show no change. */
  public static final int LEAST_LAYERS = 2;

  private static final double FIRST = 1.0 / 3;
  private static final double LAST = 2.0 / 3;
  private static final double ROUNDING = 1e-9;
  private static final double RANGE = 100;

  /**
   * Measures it.
   *
   * @param scores in percent of range, (L, P)
   * @param depths of the layers, (L)
   * @param draws of prompts
   */
  public static Stability of(double[][] scores, double[] depths, TopicDraws draws) {
    int[] band = IntStream.range(0, depths.length).filter(l -> isMiddle(depths[l])).toArray();
    TooFewException.require(
        "measure stability",
        "sampled layers between 1/3 and 2/3 of the depth",
        band.length,
        LEAST_LAYERS);
    double[] spreads = new double[scores[0].length];
    for (int p = 0; p < spreads.length; p++) {
      int prompt = p;
      double[] path = Arrays.stream(band).mapToDouble(l -> scores[l][prompt]).toArray();
      spreads[p] = Math.sqrt(StatUtils.variance(path));
    }
    double[] replicates = draws.replicates(draw -> value(spreads, draw));
    return new Stability(
        value(spreads, TopicDraws.observed(spreads.length)),
        draws.interval(replicates),
        band.length,
        replicates);
  }

  /** Whether a layer of some relative depth lies between 1/3 and 2/3 of it. */
  public static boolean isMiddle(double depth) {
    return depth >= FIRST - ROUNDING && depth <= LAST + ROUNDING;
  }

  private static double value(double[] spreads, int[] draw) {
    double median = Quantiles.median(Arrays.stream(draw).mapToDouble(p -> spreads[p]).toArray());
    return Math.min(1, Math.max(0, 1 - median / RANGE));
  }
}
