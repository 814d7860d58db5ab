package io.stateprint.jobs.report;

import io.stateprint.jobs.tables.Store;
import java.util.List;
import org.apache.spark.sql.Row;

/**
 * Layers of a model that a map is made of.
 *
 * @param pooling {@code last} where it was sampled, else the first one
 * @param layers 0-based, ascending
 */
record SampledLayers(String pooling, int[] layers) {
  /** Of one model: layers x poolings come to the driver. */
  static SampledLayers of(Store store, String runId, String modelId) {
    List<Row> all =
        store.states(runId, modelId).select("pooling", "layer").distinct().collectAsList();
    String pooling =
        all.stream()
            .map(row -> row.getString(0))
            .distinct()
            .sorted()
            .reduce((one, other) -> one.equals("last") ? one : other.equals("last") ? other : one)
            .orElse("last");
    return new SampledLayers(
        pooling,
        all.stream()
            .filter(row -> row.getString(0).equals(pooling))
            .mapToInt(row -> row.getInt(1))
            .sorted()
            .toArray());
  }
}
