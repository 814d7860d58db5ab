package io.stateprint.jobs.alert;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Runs that have drifted.
 *
 * @param version of the program
 * @param store where the tables are
 * @param reference run that they were held against
 * @param models that drifted
 */
public record DriftAlert(String version, String store, String reference, List<Model> models) {
  public DriftAlert {
    models = List.copyOf(models);
  }

  /**
   * A model that drifted.
   *
   * @param id of the model
   * @param run that was held against the reference
   * @param verdict its level, such as {@code L3}
   * @param changed artefacts that are other ones than the reference's, such as {@code weights}
   */
  public record Model(String id, String run, String verdict, List<String> changed) {
    public Model {
      changed = List.copyOf(changed);
    }
  }

  /** One sentence for people. */
  public String text() {
    return "Stateprint: drift of %s against run %s (%s)"
        .formatted(
            models.stream()
                .map(model -> "%s %s in run %s".formatted(model.id(), model.verdict(), model.run()))
                .collect(Collectors.joining(", ")),
            reference,
            store);
  }
}
