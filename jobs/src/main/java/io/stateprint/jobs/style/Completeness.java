package io.stateprint.jobs.style;

import io.stateprint.jobs.tables.RunRow;
import io.stateprint.jobs.tables.StateRow;
import io.stateprint.jobs.tables.Store;
import io.stateprint.jobs.tables.Table;
import io.stateprint.storage.InputException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/**
 * Holds the states of a model against what was tokenized for it: a text that is missing is named.
 */
final class Completeness {
  private Completeness() {}

  /**
   * Stops where a text has fewer or more states than the others should have.
   *
   * @param states of the model
   */
  static void require(Store store, Dataset<StateRow> states, String runId, String modelId) {
    RunRow run = Table.RUNS.record(store.read(Table.RUNS, runId, modelId).first());
    long each = (run.states() - store.bags(runId, modelId).count()) / run.prompts();
    Dataset<Row> found =
        states
            .groupBy(functions.col("promptId").as("prompt_id"), functions.col("condition"))
            .count();
    Dataset<Row> wrong =
        store
            .read(Table.TOKENS, runId, modelId)
            .select("prompt_id", "condition")
            .join(found, new String[] {"prompt_id", "condition"}, "full")
            .na()
            .fill(0, new String[] {"count"})
            .filter(functions.col("count").notEqual(each))
            .orderBy("prompt_id", "condition");
    for (Row row : wrong.takeAsList(1)) {
      throw new InputException(
          "Cannot measure model %s: prompt %s (%s) has %d states of %d in the store, and %d texts are so; sample under another sweep.run-id (%s, run_id=%s)"
              .formatted(
                  modelId,
                  row.getString(0),
                  row.getString(1),
                  row.getLong(2),
                  each,
                  wrong.count(),
                  store.location(),
                  runId));
    }
  }
}
