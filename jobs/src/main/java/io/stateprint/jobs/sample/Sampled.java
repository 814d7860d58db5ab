package io.stateprint.jobs.sample;

import io.stateprint.jobs.tables.RunRow;
import io.stateprint.storage.InputException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What became of the models of a run.
 *
 * @param rows manifests by model, in the order of the plans
 * @param failures by model
 */
public record Sampled(Map<String, RunRow> rows, Map<String, Throwable> failures) {
  /**
   * The manifests of all models.
   *
   * @throws InputException naming each model that failed; the others are in the store
   */
  public List<RunRow> orThrow() {
    if (failures.isEmpty()) {
      return List.copyOf(rows.values());
    }
    Throwable first = failures.values().iterator().next();
    if (rows.isEmpty() && failures.size() == 1) {
      throw Failures.unchecked(first);
    }
    throw new InputException(
        "Cannot sample %d of %d models, the others are in the store: %s"
            .formatted(
                failures.size(),
                failures.size() + rows.size(),
                failures.entrySet().stream()
                    .map(one -> "%s: %s".formatted(one.getKey(), one.getValue().getMessage()))
                    .collect(Collectors.joining("; "))),
        first);
  }
}
