package io.stateprint.jobs.drift;

import io.stateprint.drift.Artefacts;
import io.stateprint.evidence.TooFewException;
import io.stateprint.jobs.tables.ReplicateNames;
import io.stateprint.jobs.tables.RunRow;
import io.stateprint.jobs.tables.Store;
import io.stateprint.jobs.tables.Table;
import io.stateprint.storage.InputException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The runs of one model that are compared, found to be alike.
 *
 * @param modelId the model
 * @param reference manifest of the run that was repeated
 * @param current manifest of the current run
 * @param ids of the runs
 * @param types of arithmetic that the replicates were computed in
 */
public record WatchedRuns(
    String modelId, RunRow reference, RunRow current, Ids ids, TreeSet<String> types) {
  private static final int LEAST_REPLICATES = 20;

  /**
   * Ids of runs.
   *
   * @param reference that was repeated
   * @param current run
   * @param replicates by number, from 1
   * @param replay of the first replicate; empty where it was not sampled
   * @param looks of the series, in order
   */
  public record Ids(
      String reference,
      String current,
      List<String> replicates,
      Optional<String> replay,
      List<String> looks) {}

  /**
   * Finds them.
   *
   * @param looks of the series; none where there is none
   * @throws InputException where a run is missing, there are too few replicates, or runs were not
   *     made alike
   */
  static WatchedRuns find(
      Store store, String modelId, String reference, String current, List<String> looks) {
    Shelf shelf = new Shelf(store);
    List<String> replicates = shelf.replicates(reference, modelId);
    if (replicates.size() < LEAST_REPLICATES) {
      throw new InputException(
          "Cannot take a noise floor of model %s: run %s has %d replicates, %d are needed; sample it again under the same run id and configuration with sweep.replicates.count = %d (%s)"
              .formatted(
                  modelId,
                  reference,
                  replicates.size(),
                  LEAST_REPLICATES,
                  LEAST_REPLICATES,
                  store.location()));
    }
    String replay = ReplicateNames.of(reference, 0);
    TreeSet<String> types =
        store.manifests(replicates, modelId).values().stream()
            .map(RunRow::computeType)
            .collect(Collectors.toCollection(TreeSet::new));
    WatchedRuns runs =
        new WatchedRuns(
            modelId,
            shelf.manifest(reference, modelId),
            shelf.manifest(current, modelId),
            new Ids(
                reference,
                current,
                replicates,
                store.has(Table.RUNS, replay, modelId) ? Optional.of(replay) : Optional.empty(),
                List.copyOf(looks)),
            types);
    LikeRuns like = new LikeRuns(store, runs);
    like.require(current);
    looks.forEach(like::require);
    return runs;
  }

  /** Hashes of what a run was made from, by name. */
  static Artefacts artefacts(RunRow row) {
    Map<String, String> hashes = new LinkedHashMap<>();
    hashes.put("weights", row.weightsFingerprint());
    hashes.put("configuration", row.configSha256());
    hashes.put("tokenizer", row.tokenizerSha256());
    hashes.put("template", row.templateSha256());
    hashes.put("type", row.computeType());
    hashes.put("program", row.version());
    return new Artefacts(hashes);
  }

  /** Ids of the key prompts, sorted. */
  List<String> keys(Store store) {
    List<String> keys =
        store
            .read(Table.TOKENS, ids.replicates().get(0), modelId)
            .select("prompt_id")
            .distinct()
            .collectAsList()
            .stream()
            .map(row -> row.getString(0))
            .sorted()
            .toList();
    TooFewException.require(
        "watch drift", "key prompts (sweep.replicates.prompts)", keys.size(), 10);
    return keys;
  }
}
