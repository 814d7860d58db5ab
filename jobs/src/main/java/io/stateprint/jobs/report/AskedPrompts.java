package io.stateprint.jobs.report;

import io.stateprint.jobs.tables.Store;
import io.stateprint.jobs.tables.Table;
import io.stateprint.page.PageRun;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/** The prompts that the models of a run were asked under no instruction, by id. */
final class AskedPrompts {
  private static final int LONGEST = 160;
  private static final String DEFAULT = "default";

  private final Store store;
  private final String runId;
  private final Map<String, Asked> prompts = new TreeMap<>();

  AskedPrompts(Store store, String runId) {
    this.store = store;
    this.runId = runId;
  }

  private record Asked(String category, String topic, String lang, String text) {}

  /** Adds those of a model: a few hundred rows. */
  void add(ModelTables tables, String modelId) {
    Map<String, String> texts = UserTexts.of(rendered(tables));
    for (Row row : named(tables, modelId)) {
      String id = row.getString(0);
      prompts.putIfAbsent(
          id,
          new Asked(
              row.getString(1),
              row.getString(2),
              row.getString(3),
              shortened(texts.getOrDefault(id, ""))));
    }
  }

  /** From the states, which know the language; from trajectories where these are gone. */
  private List<Row> named(ModelTables tables, String modelId) {
    if (store.hasStates(runId, modelId)) {
      return tables.unlessUnreadable(
          "states",
          () ->
              store
                  .states(runId, modelId)
                  .filter(
                      functions
                          .col("role")
                          .equalTo("prompt")
                          .and(functions.col("condition").equalTo(DEFAULT)))
                  .select("promptId", "category", "topic", "lang")
                  .distinct()
                  .collectAsList());
    }
    return tables.readIfThere(
        Table.TRAJECTORIES,
        rows ->
            rows.filter(functions.col("condition").equalTo(DEFAULT))
                .select(
                    functions.col("prompt_id"),
                    functions.col("category"),
                    functions.col("topic"),
                    functions.lit(""))
                .distinct()
                .collectAsList());
  }

  private static Map<String, String> rendered(ModelTables tables) {
    Map<String, String> out = new LinkedHashMap<>();
    tables
        .readIfThere(
            Table.TOKENS,
            rows ->
                rows.filter(functions.col("condition").equalTo(DEFAULT))
                    .select("prompt_id", "rendered")
                    .collectAsList())
        .forEach(row -> out.put(row.getString(0), row.getString(1)));
    return out;
  }

  private static String shortened(String text) {
    String one = text.replaceAll("\\s+", " ").strip();
    return one.codePointCount(0, one.length()) <= LONGEST
        ? one
        : one.substring(0, one.offsetByCodePoints(0, LONGEST - 1)) + "…";
  }

  /** Categories, sorted. */
  List<String> categories() {
    return List.copyOf(new TreeSet<>(prompts.values().stream().map(Asked::category).toList()));
  }

  /** The place of each prompt. */
  Map<String, Integer> places() {
    Map<String, Integer> out = new TreeMap<>();
    prompts.keySet().forEach(id -> out.put(id, out.size()));
    return out;
  }

  /** Columns of the page. */
  PageRun.Prompts columns() {
    List<String> categories = categories();
    List<Asked> all = new ArrayList<>(prompts.values());
    return new PageRun.Prompts(
        List.copyOf(prompts.keySet()),
        all.stream().mapToInt(one -> categories.indexOf(one.category())).toArray(),
        all.stream().map(Asked::topic).toList(),
        all.stream().map(Asked::lang).toList(),
        all.stream().map(Asked::text).toList());
  }
}
