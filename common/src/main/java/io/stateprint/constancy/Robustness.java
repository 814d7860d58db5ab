package io.stateprint.constancy;

import io.stateprint.evidence.TooFewException;
import io.stateprint.evidence.TopicDraws;
import io.stateprint.profile.Interval;
import io.stateprint.profile.PromptKey;
import java.io.Serializable;
import java.util.List;

/**
 * Sameness of a style when a request is told with emotion, on minimal pairs.
 *
 * @param moved emotional less neutral, mean over pairs, in points of the range
 * @param interval of that difference, 95%, over draws of topics
 * @param pairs how many
 * @param replicates of the difference, (R)
 */
public record Robustness(double moved, Interval interval, int pairs, double[] replicates)
    implements Serializable {
  /** Fewer pairs say nothing. */
  public static final int LEAST_PAIRS = 5;

  /**
   * Measures it.
   *
   * @param emotional score of each pair's emotional text, (P)
   * @param neutral score of its neutral twin, (P)
   * @param pairs their categories and topics, (P)
   * @param replicates of the bootstrap
   * @param seed of its draws
   */
  public static Robustness of(
      double[] emotional, double[] neutral, List<PromptKey> pairs, int replicates, long seed) {
    TooFewException.require("measure robustness", "minimal pairs", pairs.size(), LEAST_PAIRS);
    if (emotional.length != pairs.size() || neutral.length != pairs.size()) {
      throw new IllegalArgumentException(
          "%d pairs, %d emotional scores, %d neutral ones"
              .formatted(pairs.size(), emotional.length, neutral.length));
    }
    double[] differences = new double[emotional.length];
    for (int p = 0; p < differences.length; p++) {
      differences[p] = emotional[p] - neutral[p];
    }
    TopicDraws draws = TopicDraws.of(pairs, replicates, seed);
    double[] drawn = draws.replicates(draw -> TopicDraws.mean(differences, draw));
    return new Robustness(
        TopicDraws.mean(differences, TopicDraws.observed(differences.length)),
        draws.interval(drawn),
        differences.length,
        drawn);
  }

  /** |moved|: 0 is robust. */
  public double size() {
    return Math.abs(moved);
  }
}
