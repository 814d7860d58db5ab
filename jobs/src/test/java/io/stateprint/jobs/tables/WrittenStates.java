package io.stateprint.jobs.tables;

import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.functions;

/** States that a test made up, written by Spark into a store. */
public final class WrittenStates {
  private static final Column[] COLUMNS = {
    functions.col("promptId").as("prompt_id"),
    functions.col("promptSet").as("prompt_set"),
    functions.col("category"),
    functions.col("topic"),
    functions.col("lang"),
    functions.col("role"),
    functions.col("condition"),
    functions.col("systemPrompt").as("system_prompt"),
    functions.col("format"),
    functions.col("layer"),
    functions.col("depth"),
    functions.col("pooling"),
    functions.col("tokens"),
    functions.col("norm"),
    functions.col("state")
  };

  private WrittenStates() {}

  /** Writes the states of a model of a run, once. */
  public static void write(Store store, Dataset<StateRow> rows, String runId, String modelId) {
    Path folder =
        new Path(store.location(), "states/run_id=%s/model_id=%s".formatted(runId, modelId));
    rows.select(COLUMNS)
        .write()
        .mode(SaveMode.ErrorIfExists)
        .option("compression", "zstd")
        .option("parquet.block.size", Store.GROUP)
        .parquet(folder.toString());
  }
}
