package io.stateprint.jobs.drift;

import io.stateprint.jobs.tables.RunRow;
import io.stateprint.jobs.tables.Store;
import io.stateprint.jobs.tables.Table;
import io.stateprint.storage.InputException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.spark.sql.functions;

/** Refuses runs whose states cannot be compared with those of the reference. */
final class LikeRuns {
  private static final String DO =
      "; sample the run as the reference was sampled, or make a new reference";

  private final Store store;
  private final WatchedRuns runs;
  private final Shelf shelf;
  private final Map<String, String> keys;
  private final Set<Integer> layers;

  /** Beside the reference of some runs. */
  LikeRuns(Store store, WatchedRuns runs) {
    this.store = store;
    this.runs = runs;
    this.shelf = new Shelf(store);
    this.keys = defaults(runs.ids().replicates().get(0));
    this.layers = layers(runs.ids().reference());
  }

  /** Refuses one run. */
  void require(String runId) {
    RunRow row = shelf.manifest(runId, runs.modelId());
    same(runId, "layers", runs.reference().layers(), row.layers());
    same(runId, "states of width", runs.reference().width(), row.width());
    same(runId, "sampled layers", layers, layers(runId));
    if (!runs.types().contains(row.computeType())) {
      throw new InputException(
          "Cannot compare run %s with run %s: it is computed in %s, and the replicates of the reference in %s alone%s whose replicates have both types (sweep.precision)"
              .formatted(
                  runId,
                  runs.ids().reference(),
                  row.computeType(),
                  String.join(", ", runs.types()),
                  DO));
    }
    requireTokens(runId, row);
  }

  private void same(String runId, String what, Object reference, Object current) {
    if (!reference.equals(current)) {
      throw new InputException(
          "Cannot compare run %s with run %s: the reference has %s %s, the run has %s%s"
              .formatted(runId, runs.ids().reference(), what, reference, current, DO));
    }
  }

  /** States of other tokens say nothing of the model, whatever made the tokens differ. */
  private void requireTokens(String runId, RunRow row) {
    Map<String, String> there = defaults(runId);
    List<String> missing = keys.keySet().stream().filter(id -> !there.containsKey(id)).toList();
    if (!missing.isEmpty()) {
      throw new InputException(
          "Cannot compare run %s with run %s: it lacks %d of the %d key prompts, such as %s%s (sweep.prompts)"
              .formatted(
                  runId, runs.ids().reference(), missing.size(), keys.size(), missing.get(0), DO));
    }
    List<String> other =
        keys.entrySet().stream()
            .filter(text -> !text.getValue().equals(there.get(text.getKey())))
            .map(Map.Entry::getKey)
            .toList();
    if (!other.isEmpty()) {
      throw new InputException(
          "Cannot compare run %s with run %s: %d of the %d key prompts are other tokens, such as %s (different: %s)%s"
              .formatted(
                  runId,
                  runs.ids().reference(),
                  other.size(),
                  keys.size(),
                  other.get(0),
                  String.join(", ", differing(row)),
                  DO));
    }
  }

  private List<String> differing(RunRow row) {
    RunRow before = runs.reference();
    List<String> out = new ArrayList<>();
    add(out, "tokenizer", before.tokenizerSha256(), row.tokenizerSha256());
    add(out, "chat template", before.templateSha256(), row.templateSha256());
    add(out, "format", before.format(), row.format());
    add(out, "system prompt", before.systemPrompt(), row.systemPrompt());
    add(out, "files of texts", before.promptsSha256(), row.promptsSha256());
    return out.isEmpty() ? List.of("the day that templates see (template.date)") : out;
  }

  private static void add(List<String> out, String name, String before, String now) {
    if (!before.equals(now)) {
      out.add(name);
    }
  }

  /** Hashes of the tokens of texts under the default condition, by id. */
  private Map<String, String> defaults(String runId) {
    Map<String, String> out = new TreeMap<>();
    store
        .read(Table.TOKENS, runId, runs.modelId())
        .filter(functions.col("condition").equalTo("default"))
        .select("prompt_id", "sha256")
        .collectAsList()
        .forEach(row -> out.put(row.getString(0), row.getString(1)));
    return out;
  }

  private Set<Integer> layers(String runId) {
    Set<Integer> out = new TreeSet<>();
    store
        .states(runId, runs.modelId())
        .select("layer")
        .distinct()
        .collectAsList()
        .forEach(row -> out.add(row.getInt(0)));
    return out;
  }
}
