package io.stateprint.choice;

import io.stateprint.choice.TaskProfile.Wish;
import io.stateprint.storage.InputException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The wishes of a profile that every model has a usable number for.
 *
 * @param wishes kept
 * @param dropped the others, once for every model that they are left out for
 */
record Usable(List<Wish> wishes, List<Dropped> dropped) {

  /** Sorts the wishes; there may be none that is kept. */
  static Usable find(TaskProfile profile, List<Candidate> candidates) {
    List<Wish> wishes = new ArrayList<>();
    List<Dropped> dropped = new ArrayList<>();
    for (Wish wish : profile.wishes()) {
      List<Dropped> reasons =
          candidates.stream().flatMap(c -> reasons(wish.feature(), c).stream()).toList();
      if (reasons.isEmpty()) {
        wishes.add(wish);
      } else {
        dropped.addAll(reasons);
      }
    }
    return new Usable(wishes, dropped);
  }

  /**
   * The wishes that a choice rests on.
   *
   * @throws InputException where there is none, naming every feature with the reason
   */
  static Usable of(TaskProfile profile, List<Candidate> candidates) {
    Usable usable = find(profile, candidates);
    if (!usable.isEnough(profile)) {
      throw new InputException(
          "Cannot choose for %s: no feature of the profile is usable for every model (%s); sample what they need, or leave those models out"
              .formatted(
                  profile.id(),
                  usable.dropped.stream()
                      .map(one -> one.feature().label() + " of " + one.model() + ": " + one.words())
                      .collect(Collectors.joining("; "))));
    }
    requireSameDraws(usable.wishes, candidates);
    return usable;
  }

  /** Whether something is left that says more than how many numbers failed. */
  boolean isEnough(TaskProfile profile) {
    return !wishes.isEmpty()
        && (wishes.size() == profile.wishes().size()
            || wishes.stream().anyMatch(w -> w.feature().kind() != FeatureKind.FAILED_SHARE));
  }

  private static List<Dropped> reasons(Feature feature, Candidate candidate) {
    Candidate.Measured measured = candidate.features().get(feature);
    if (measured != null && measured.usable()) {
      return List.of();
    }
    Dropped.Reason reason =
        measured != null && measured.grade().equals(Candidate.Measured.FAILED)
            ? Dropped.Reason.FAILED
            : Dropped.Reason.NOT_MEASURED;
    return List.of(
        new Dropped(feature, candidate.model(), reason, candidate.lacking().get(feature)));
  }

  private static void requireSameDraws(List<Wish> wishes, List<Candidate> candidates) {
    int expected = -1;
    for (Candidate candidate : candidates) {
      for (Wish wish : wishes) {
        Candidate.Measured measured = candidate.features().get(wish.feature());
        int draws = measured == null ? 0 : measured.replicates().length;
        expected = expected < 0 ? draws : expected;
        if (draws != expected || draws == 0) {
          throw new InputException(
              "Cannot choose a model: %s of %s has %d replicates, %d are expected; make all from the same draws"
                  .formatted(wish.feature().label(), candidate.model(), draws, expected));
        }
      }
    }
  }
}
