package io.stateprint.jobs.report;

import io.stateprint.jobs.tables.StateFiles;
import io.stateprint.jobs.tables.Store;
import java.util.List;

/**
 * Layers of a model that a map is made of.
 *
 * @param pooling {@code last} where it was sampled, else the first one
 * @param layers 0-based, ascending
 */
record SampledLayers(String pooling, int[] layers) {
  /** Of one model: layers x poolings come to the driver. */
  static SampledLayers of(Store store, String runId, String modelId) {
    List<StateFiles.Place> all = store.places(runId, modelId);
    String pooling =
        all.stream()
            .map(StateFiles.Place::pooling)
            .distinct()
            .sorted()
            .reduce((one, other) -> one.equals("last") ? one : other.equals("last") ? other : one)
            .orElse("last");
    return new SampledLayers(
        pooling,
        all.stream()
            .filter(place -> place.pooling().equals(pooling))
            .mapToInt(StateFiles.Place::layer)
            .sorted()
            .toArray());
  }
}
