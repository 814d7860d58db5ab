package io.stateprint.choice;

import java.io.Serializable;
import java.util.List;

/**
 * What a task asks of a model.
 *
 * @param id its name
 * @param version of its wording and weights
 * @param note what a reader must know; says that weights are editorial
 * @param wishes in the order of the file
 */
public record TaskProfile(String id, String version, String note, List<Wish> wishes)
    implements Serializable {
  /**
   * One feature that it asks for.
   *
   * @param feature the number
   * @param weight above 0; only their ratios matter
   * @param desirability of its values
   */
  public record Wish(Feature feature, double weight, Desirability desirability)
      implements Serializable {}

  public TaskProfile {
    wishes = List.copyOf(wishes);
  }
}
