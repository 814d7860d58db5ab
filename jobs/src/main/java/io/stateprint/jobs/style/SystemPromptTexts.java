package io.stateprint.jobs.style;

import io.stateprint.jobs.tables.Store;
import io.stateprint.jobs.tables.Table;
import io.stateprint.personality.SystemPrompts;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/**
 * Under which system prompts some prompts of a model were sampled, and how they render.
 *
 * @param texts of the system prompts, by condition
 * @param conditions in the order of every array
 * @param ids of the prompts that are under all of them, sorted
 * @param opening what stands before the user's text where no system prompt is given
 * @param silent the system prompt that the template inserts there by itself; empty where it does
 *     not
 */
public record SystemPromptTexts(
    Map<String, String> texts,
    List<String> conditions,
    List<String> ids,
    String opening,
    String silent) {
  private static final String PROMPT = "prompt_id";
  private static final String CONDITION = "condition";
  private static final String DEFAULT = "default";

  /** Of one model of a run; without conditions where it has none. */
  public static SystemPromptTexts of(Store store, String runId, String modelId) {
    Map<String, String> texts = new TreeMap<>();
    Map<String, Set<String>> ids = new HashMap<>();
    for (Row row :
        store
            .states(runId, modelId)
            .filter(functions.col("role").isin(SystemPrompts.SYSTEM, SystemPrompts.PLACEBO))
            .select(CONDITION, "promptId", "systemPrompt")
            .distinct()
            .collectAsList()) {
      texts.put(row.getString(0), row.getString(2));
      ids.computeIfAbsent(row.getString(0), key -> new TreeSet<>()).add(row.getString(1));
    }
    List<String> conditions = SystemPrompts.ordered(texts.keySet());
    List<String> shared = SystemPrompts.shared(ids);
    SystemPromptTexts unread = new SystemPromptTexts(texts, conditions, shared, "", "");
    return shared.isEmpty() ? unread : unread.read(store, List.of(runId, modelId));
  }

  /** The same with what stands before the user's text. */
  private SystemPromptTexts read(Store store, List<String> model) {
    String condition = conditions.get(0);
    String prompt = ids.get(0);
    Map<String, String> without =
        rendered(
            store,
            model,
            functions
                .col(CONDITION)
                .equalTo(DEFAULT)
                .and(functions.col(PROMPT).isin(ids.toArray())));
    Map<String, String> with =
        rendered(
            store,
            model,
            functions.col(CONDITION).equalTo(condition).and(functions.col(PROMPT).equalTo(prompt)));
    return new SystemPromptTexts(
        texts,
        conditions,
        ids,
        Rendering.opening(without.values()),
        Rendering.silent(
            Objects.requireNonNull(without.get(prompt)),
            Objects.requireNonNull(with.get(prompt)),
            Objects.requireNonNull(texts.get(condition))));
  }

  private static Map<String, String> rendered(Store store, List<String> model, Column wanted) {
    Map<String, String> out = new TreeMap<>();
    store
        .read(Table.TOKENS, model.get(0), model.get(1))
        .filter(wanted)
        .select(PROMPT, "rendered")
        .collectAsList()
        .forEach(row -> out.put(row.getString(0), row.getString(1)));
    return out;
  }
}
