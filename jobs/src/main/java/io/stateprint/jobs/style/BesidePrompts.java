package io.stateprint.jobs.style;

import io.stateprint.jobs.tables.Store;
import io.stateprint.jobs.tables.Table;
import io.stateprint.personality.BankTexts;
import io.stateprint.personality.SampledBank;
import io.stateprint.personality.SystemPrompts;
import io.stateprint.profile.PromptKey;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/** Collects what is known of a model's texts beside their states: a few thousand ids. */
final class BesidePrompts {
  private static final String PARAPHRASE = "paraphrase";
  private static final String FRAMING = "framing";

  private final List<Row> rows;

  private BesidePrompts(List<Row> rows) {
    this.rows = rows;
  }

  static BankTexts of(Store store, String runId, String modelId) {
    Map<String, Integer> lengths = new HashMap<>();
    store
        .read(Table.TOKENS, runId, modelId)
        .filter(functions.col("condition").equalTo(SampledBank.DEFAULT))
        .select(functions.col("prompt_id"), functions.size(functions.col("ids")))
        .collectAsList()
        .forEach(row -> lengths.put(row.getString(0), row.getInt(1)));
    BesidePrompts beside =
        new BesidePrompts(
            store
                .states(runId, modelId)
                .filter(
                    functions
                        .col("role")
                        .isin(PARAPHRASE, FRAMING, SystemPrompts.SYSTEM, SystemPrompts.PLACEBO))
                .select("role", "condition", "promptId", "category", "topic")
                .distinct()
                .collectAsList());
    List<String> systems =
        Stream.of(SystemPrompts.SYSTEM, SystemPrompts.PLACEBO).flatMap(beside::conditions).toList();
    return new BankTexts(
        lengths,
        beside.ids(PARAPHRASE),
        beside.framings(),
        systems,
        beside.under(systems),
        List.of());
  }

  private Stream<Row> of(String role) {
    return rows.stream().filter(row -> row.getString(0).equals(role));
  }

  private Stream<String> conditions(String role) {
    return of(role).map(row -> row.getString(1)).distinct().sorted();
  }

  private List<String> ids(String role) {
    return of(role).map(row -> row.getString(2)).distinct().sorted().toList();
  }

  private List<PromptKey> framings() {
    return of(FRAMING)
        .map(row -> new PromptKey(row.getString(2), row.getString(3), row.getString(4)))
        .distinct()
        .sorted(Comparator.comparing(PromptKey::id))
        .toList();
  }

  /** Ids of the prompts that have all of some conditions. */
  private List<String> under(List<String> conditions) {
    Map<String, Integer> times = new HashMap<>();
    Predicate<Row> wanted = row -> conditions.contains(row.getString(1));
    rows.stream().filter(wanted).forEach(row -> times.merge(row.getString(2), 1, Integer::sum));
    return times.entrySet().stream()
        .filter(entry -> entry.getValue() == conditions.size())
        .map(Map.Entry::getKey)
        .sorted()
        .toList();
  }
}
