package io.stateprint.jobs.drift;

import io.stateprint.jobs.tables.ReplicateNames;
import io.stateprint.jobs.tables.RunRow;
import io.stateprint.jobs.tables.Store;
import io.stateprint.jobs.tables.Table;
import io.stateprint.storage.InputException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

/** Finds runs in a store. */
public final class Shelf {
  private static final int MOST = 99;

  private final Store store;

  /** Of a store. */
  public Shelf(Store store) {
    this.store = store;
  }

  /** The manifest of a model in a run. */
  RunRow manifest(String runId, String modelId) {
    return Objects.requireNonNull(store.manifests(List.of(runId), modelId).get(runId));
  }

  /** Refuses a run that is not in the store. */
  public void requireRun(String runId) {
    if (store.modelIds(runId).isEmpty()) {
      List<String> there =
          store.runIds().stream().filter(run -> !ReplicateNames.isOne(run)).toList();
      throw new InputException(
          "Cannot watch drift: run %s is not in the store; it has %s (%s)"
              .formatted(
                  runId, there.isEmpty() ? "no runs" : String.join(", ", there), store.location()));
    }
  }

  /** Models that both runs have, or the one that is asked for. */
  public List<String> models(String reference, String current, java.util.Optional<String> only) {
    List<String> before = store.modelIds(reference);
    List<String> now = store.modelIds(current);
    List<String> shared = before.stream().filter(now::contains).toList();
    List<String> wanted = shared.stream().filter(id -> only.map(id::equals).orElse(true)).toList();
    if (wanted.isEmpty()) {
      throw new InputException(
          "Cannot watch drift of %s: run %s has %s, run %s has %s; sample the same model, under the same id, in both (%s)"
              .formatted(
                  only.map(id -> "model " + id).orElse("any model"),
                  reference,
                  String.join(", ", before),
                  current,
                  String.join(", ", now),
                  store.location()));
    }
    return wanted;
  }

  /** Replicates of a model that were sampled to the end, by number, from 1. */
  List<String> replicates(String reference, String modelId) {
    return IntStream.rangeClosed(1, MOST)
        .mapToObj(number -> ReplicateNames.of(reference, number))
        .filter(run -> store.has(Table.RUNS, run, modelId))
        .toList();
  }

  /** Runs of a model that ended after the reference did, by when they ended. */
  public List<String> later(String reference, String modelId) {
    List<String> all =
        store.runIds().stream()
            .filter(run -> run.equals(reference) || !ReplicateNames.isOne(run))
            .filter(run -> store.has(Table.RUNS, run, modelId))
            .toList();
    Map<String, String> ended = new HashMap<>();
    store.manifests(all, modelId).forEach((run, row) -> ended.put(run, row.finished()));
    String from = Objects.requireNonNull(ended.get(reference));
    return all.stream()
        .filter(run -> Objects.requireNonNull(ended.get(run)).compareTo(from) > 0)
        .sorted(Comparator.comparing(ended::get))
        .toList();
  }
}
