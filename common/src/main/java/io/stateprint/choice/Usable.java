package io.stateprint.choice;

import io.stateprint.choice.TaskProfile.Wish;
import io.stateprint.storage.InputException;
import java.util.ArrayList;
import java.util.List;

/**
 * The wishes of a profile that every model has a usable number for.
 *
 * @param wishes kept
 * @param dropped the others, each with the first model and the reason
 */
record Usable(List<Wish> wishes, List<Dropped> dropped) {

  static Usable of(TaskProfile profile, List<Candidate> candidates) {
    List<Wish> wishes = new ArrayList<>();
    List<Dropped> dropped = new ArrayList<>();
    for (Wish wish : profile.wishes()) {
      List<Dropped> reasons =
          candidates.stream().flatMap(c -> reasons(wish.feature(), c).stream()).toList();
      if (reasons.isEmpty()) {
        wishes.add(wish);
      } else {
        dropped.add(reasons.get(0));
      }
    }
    if (wishes.isEmpty()) {
      throw new InputException(
          "Cannot choose for %s: no feature of the profile is usable for every model, the first is %s for %s (%s); measure it, or leave the model out"
              .formatted(
                  profile.id(),
                  dropped.get(0).feature().label(),
                  dropped.get(0).model(),
                  dropped.get(0).reason()));
    }
    requireSameDraws(wishes, candidates);
    return new Usable(wishes, dropped);
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
    return List.of(new Dropped(feature, candidate.model(), reason));
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
