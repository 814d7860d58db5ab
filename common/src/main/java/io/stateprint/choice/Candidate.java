package io.stateprint.choice;

import java.io.Serializable;
import java.util.Map;

/**
 * A model that may be chosen, with what was measured of it.
 *
 * @param model id
 * @param features by feature; what was not measured is not there
 */
public record Candidate(String model, Map<Feature, Measured> features) implements Serializable {
  /**
   * One measured feature.
   *
   * @param estimate of it
   * @param replicates from draws that all candidates share, (R)
   * @param grade A, B, C or X; X is not to be used
   */
  public record Measured(double estimate, double[] replicates, String grade)
      implements Serializable {
    /** The grade of what must not be used. */
    public static final String FAILED = "X";

    boolean usable() {
      return !grade.equals(FAILED) && Double.isFinite(estimate);
    }
  }

  public Candidate {
    features = Map.copyOf(features);
  }
}
