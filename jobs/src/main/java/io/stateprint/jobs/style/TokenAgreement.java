package io.stateprint.jobs.style;

import io.stateprint.jobs.tables.Store;
import io.stateprint.jobs.tables.Table;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/** Whether two models of a run read the same texts in the same tokens. */
public final class TokenAgreement {
  private TokenAgreement() {}

  /** The id of a text that both were given and read in different tokens; empty where none is. */
  public static Optional<String> differing(Store store, String runId, String one, String other) {
    Dataset<Row> first = read(store, runId, one, "first");
    Dataset<Row> second = read(store, runId, other, "second");
    return first
        .join(second, new String[] {"prompt_id", "condition"})
        .filter(functions.col("first").notEqual(functions.col("second")))
        .orderBy("prompt_id")
        .limit(1)
        .collectAsList()
        .stream()
        .map(row -> row.<String>getAs("prompt_id"))
        .findFirst();
  }

  private static Dataset<Row> read(Store store, String runId, String modelId, String name) {
    return store
        .read(Table.TOKENS, runId, modelId)
        .select(
            functions.col("prompt_id"),
            functions.col("condition"),
            functions.col("sha256").as(name));
  }
}
