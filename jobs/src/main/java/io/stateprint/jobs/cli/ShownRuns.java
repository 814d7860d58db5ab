package io.stateprint.jobs.cli;

import io.stateprint.jobs.tables.BegunRuns;
import io.stateprint.jobs.tables.ReplicateNames;
import io.stateprint.jobs.tables.RunRow;
import io.stateprint.jobs.tables.Store;
import io.stateprint.jobs.tables.Table;
import io.stateprint.page.Gap;
import io.stateprint.storage.InputException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The runs that a page shows.
 *
 * @param ids newest first
 * @param gaps what is left out, or missing
 */
record ShownRuns(List<String> ids, List<Gap> gaps) {
  /** Without being asked, a page shows so many, each with all that its states tell. */
  private static final int MOST = 3;

  /**
   * Of a store.
   *
   * @param asked ids; none for the newest ones, measured ones before those that were only sampled
   */
  static ShownRuns of(Store store, List<String> asked) {
    if (!new BegunRuns(store).isThere()) {
      throw new InputException(
          "Cannot report on the store %s: there is no such folder; name the one that a sweep wrote (--store)"
              .formatted(store.location()));
    }
    List<Gap> gaps = new ArrayList<>();
    List<String> there = store.runIds().stream().filter(run -> !ReplicateNames.isOne(run)).toList();
    new BegunRuns(store)
        .runIds().stream()
            .filter(run -> !ReplicateNames.isOne(run) && !there.contains(run))
            .forEach(run -> gaps.add(Gap.of("run.unfinished", run)));
    for (String run : asked) {
      if (!there.contains(run)) {
        throw new InputException(
            "Cannot report on run %s: it is not in the store, which has %s (%s)"
                .formatted(
                    run,
                    there.isEmpty() ? "no finished run" : String.join(", ", there),
                    store.location()));
      }
    }
    if (there.isEmpty()) {
      gaps.add(Gap.of("store.empty"));
    }
    if (!asked.isEmpty()) {
      return new ShownRuns(List.copyOf(asked), gaps);
    }
    List<String> newest = newest(store, there);
    if (newest.size() < there.size()) {
      gaps.add(Gap.of("runs.cut", Integer.toString(newest.size()), Integer.toString(there.size())));
    }
    return new ShownRuns(newest, gaps);
  }

  private static List<String> newest(Store store, List<String> there) {
    return there.stream()
        .sorted(
            Comparator.comparing((String run) -> isMeasured(store, run))
                .thenComparing(run -> finished(store, run))
                .reversed())
        .limit(MOST)
        .toList();
  }

  private static boolean isMeasured(Store store, String runId) {
    return store.modelIds(runId).stream()
        .anyMatch(model -> store.has(Table.PROFILES, runId, model));
  }

  /** Empty where a manifest is of another version, or damaged. */
  @SuppressWarnings("CatchingUnchecked") // Spark throws checked exceptions that it does not declare
  private static String finished(Store store, String runId) {
    try {
      return store.modelIds(runId).stream()
          .map(model -> Table.RUNS.record(store.read(Table.RUNS, runId, model).first()))
          .map(RunRow::finished)
          .max(String::compareTo)
          .orElse("");
    } catch (Exception e) {
      return "";
    }
  }
}
