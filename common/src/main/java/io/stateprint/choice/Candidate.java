package io.stateprint.choice;

import io.stateprint.profile.Interval;
import io.stateprint.traits.Lacking;
import java.io.Serializable;
import java.util.Map;

/**
 * A model that may be chosen, with what was measured of it.
 *
 * @param model id
 * @param features by feature; what was not measured is not there
 * @param lacking why some features were not measured
 */
public record Candidate(
    String model, Map<Feature, Measured> features, Map<Feature, Lacking> lacking)
    implements Serializable {
  /**
   * One measured feature.
   *
   * @param estimate of it
   * @param interval 95%
   * @param replicates from draws that all candidates share, (R)
   * @param freedom degrees of freedom of those draws
   * @param grade A, B, C or X; X is not to be used
   */
  public record Measured(
      double estimate, Interval interval, double[] replicates, int freedom, String grade)
      implements Serializable {
    /** The grade of what must not be used. */
    public static final String FAILED = "X";

    /** With an interval of percentiles. */
    public Measured(double estimate, double[] replicates, int freedom, String grade) {
      this(estimate, Interval.percentile(replicates, freedom), replicates, freedom, grade);
    }

    /** Whether a choice may rest on it. */
    public boolean usable() {
      return !grade.equals(FAILED) && Double.isFinite(estimate);
    }
  }

  public Candidate {
    features = Map.copyOf(features);
    lacking = Map.copyOf(lacking);
  }

  /** A model of which nothing is known beside its features. */
  public Candidate(String model, Map<Feature, Measured> features) {
    this(model, features, Map.of());
  }
}
