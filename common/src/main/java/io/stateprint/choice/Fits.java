package io.stateprint.choice;

import io.stateprint.choice.TaskProfile.Wish;
import io.stateprint.profile.Student;
import java.util.List;

/**
 * Fits of all models: the product of the desirabilities, each to the power of its share of the
 * weights (Derringer and Suich 1980).
 *
 * @param estimates (M)
 * @param replicates (M, R)
 * @param freedom degrees of freedom of the draws, the least of the features
 */
record Fits(double[] estimates, double[][] replicates, int freedom) {

  static Fits of(List<Wish> wishes, List<Candidate> candidates, double[] weights) {
    double total = 0;
    for (double weight : weights) {
      total += weight;
    }
    int draws = measured(candidates.get(0), wishes.get(0)).replicates().length;
    int freedom = Student.NORMAL;
    double[] estimates = new double[candidates.size()];
    double[][] replicates = new double[candidates.size()][draws];
    for (int m = 0; m < estimates.length; m++) {
      estimates[m] = 1;
      java.util.Arrays.fill(replicates[m], 1);
      for (int i = 0; i < weights.length; i++) {
        Candidate.Measured feature = measured(candidates.get(m), wishes.get(i));
        Desirability desirability = wishes.get(i).desirability();
        freedom = Math.min(freedom, feature.freedom());
        double share = weights[i] / total;
        estimates[m] *= Math.pow(desirability.of(feature.estimate()), share);
        for (int r = 0; r < draws; r++) {
          replicates[m][r] *= Math.pow(desirability.of(feature.replicates()[r]), share);
        }
      }
    }
    return new Fits(estimates, replicates, freedom);
  }

  /** Estimates alone, (M). */
  static double[] estimates(List<Wish> wishes, List<Candidate> candidates, double[] weights) {
    double total = 0;
    for (double weight : weights) {
      total += weight;
    }
    double[] out = new double[candidates.size()];
    for (int m = 0; m < out.length; m++) {
      double log = 0;
      for (int i = 0; i < weights.length; i++) {
        double value = measured(candidates.get(m), wishes.get(i)).estimate();
        log += weights[i] / total * Math.log(wishes.get(i).desirability().of(value));
      }
      out[m] = Math.exp(log);
    }
    return out;
  }

  static int best(double[] values) {
    int best = 0;
    for (int m = 1; m < values.length; m++) {
      best = values[m] > values[best] ? m : best;
    }
    return best;
  }

  private static Candidate.Measured measured(Candidate candidate, Wish wish) {
    return java.util.Objects.requireNonNull(candidate.features().get(wish.feature()));
  }
}
