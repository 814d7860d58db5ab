package io.stateprint.choice;

import io.stateprint.choice.TaskProfile.Wish;
import io.stateprint.evidence.MaxT;
import io.stateprint.evidence.TooFewException;
import io.stateprint.profile.Interval;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Models ranked for a task. The best one was picked by the same data, so bounds hold for the
 * differences of all pairs at once (max-T), not only for those with one model fixed beforehand.
 *
 * @param profile that was asked
 * @param fits from the best on
 * @param dropped features that were left out for all models
 * @param holds share of perturbed weights, each by up to 30% either way, with the same best model
 */
public record Choice(TaskProfile profile, List<Fit> fits, List<Dropped> dropped, double holds)
    implements Serializable {
  private static final double LEVEL = 0.95;

  /** A lead that rounding of the arithmetic can make. */
  private static final double LEAST_LEAD = 0.001;

  private static final double PERTURBED = 0.3;
  private static final int PERTURBATIONS = 1000;

  public Choice {
    fits = List.copyOf(fits);
    dropped = List.copyOf(dropped);
  }

  /**
   * Chooses.
   *
   * @param profile of the task
   * @param candidates two or more, replicates from the same draws
   * @param seed of the perturbed weights
   */
  public static Choice of(TaskProfile profile, List<Candidate> candidates, long seed) {
    TooFewException.require("choose a model", "models", candidates.size(), 2);
    Usable usable = Usable.of(profile, candidates);
    double[] weights = usable.wishes().stream().mapToDouble(Wish::weight).toArray();
    Fits fits = Fits.of(usable.wishes(), candidates, weights);
    int best = Fits.best(fits.estimates());
    Pairs pairs = Pairs.of(fits);
    double[] first = first(fits.replicates());
    List<Fit> out = new ArrayList<>();
    for (int m = 0; m < candidates.size(); m++) {
      Interval behind = m == best ? new Interval(0, 0) : pairs.behind(best, m);
      out.add(
          new Fit(
              candidates.get(m).model(),
              fits.estimates()[m],
              Interval.percentile(fits.replicates()[m], fits.freedom()),
              first[m],
              behind,
              behind.low() <= LEAST_LEAD));
    }
    out.sort(Comparator.comparingDouble(Fit::value).reversed().thenComparing(Fit::model));
    return new Choice(
        profile, out, usable.dropped(), holds(usable.wishes(), candidates, best, seed));
  }

  /**
   * What a choice would leave out, whether or not something remains to choose by.
   *
   * @return once for every model that a feature is left out for
   */
  public static List<Dropped> dropped(TaskProfile profile, List<Candidate> candidates) {
    return Usable.find(profile, candidates).dropped();
  }

  /** Whether something remains to choose by. */
  public static boolean isPossible(TaskProfile profile, List<Candidate> candidates) {
    return Usable.find(profile, candidates).isEnough(profile);
  }

  /** Models that cannot be told from the best, the best one first. */
  public List<String> indistinguishable() {
    return fits.stream().filter(Fit::indistinguishable).map(Fit::model).toList();
  }

  /** The best model, only where it stands alone. */
  public Optional<String> winner() {
    List<String> set = indistinguishable();
    return set.size() == 1 ? Optional.of(set.get(0)) : Optional.empty();
  }

  private static double[] first(double[][] replicates) {
    double[] out = new double[replicates.length];
    int draws = replicates[0].length;
    for (int r = 0; r < draws; r++) {
      int draw = r;
      double best = Arrays.stream(replicates).mapToDouble(model -> model[draw]).max().orElse(0);
      long ties = Arrays.stream(replicates).filter(model -> model[draw] == best).count();
      for (int m = 0; m < out.length; m++) {
        out[m] += replicates[m][draw] == best ? 1.0 / ties / draws : 0;
      }
    }
    return out;
  }

  private static double holds(List<Wish> wishes, List<Candidate> candidates, int best, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int held = 0;
    for (int trial = 0; trial < PERTURBATIONS; trial++) {
      double[] weights =
          wishes.stream()
              .mapToDouble(w -> w.weight() * (1 + PERTURBED * (2 * random.nextDouble() - 1)))
              .toArray();
      held += Fits.best(Fits.estimates(wishes, candidates, weights)) == best ? 1 : 0;
    }
    return held / (double) PERTURBATIONS;
  }

  /**
   * Differences of all pairs.
   *
   * @param models M
   * @param bounds of the pairs (i, j), i before j, row by row
   */
  private record Pairs(int models, MaxT bounds) {
    static Pairs of(Fits fits) {
      int models = fits.estimates().length;
      List<double[]> replicates = new ArrayList<>();
      double[] estimates = new double[models * (models - 1) / 2];
      for (int i = 0; i < models; i++) {
        for (int j = i + 1; j < models; j++) {
          double[] one = fits.replicates()[i];
          double[] two = fits.replicates()[j];
          double[] difference = new double[one.length];
          Arrays.setAll(difference, r -> one[r] - two[r]);
          estimates[replicates.size()] = fits.estimates()[i] - fits.estimates()[j];
          replicates.add(difference);
        }
      }
      return new Pairs(
          models, MaxT.of(estimates, replicates.toArray(double[][]::new), LEVEL, fits.freedom()));
    }

    Interval behind(int best, int other) {
      int i = Math.min(best, other);
      int j = Math.max(best, other);
      Interval interval = bounds.interval(i * (2 * models - i - 1) / 2 + j - i - 1);
      return best < other ? interval : new Interval(-interval.high(), -interval.low());
    }
  }
}
