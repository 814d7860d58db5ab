package io.stateprint.choice;

import io.stateprint.sampling.Pooling;
import java.io.Serializable;
import java.util.List;

/**
 * What a task asks of a model.
 *
 * @param id its name
 * @param version of its wording and weights
 * @param note what a reader must know; says that weights are editorial
 * @param pooling of the states that its features are taken from
 * @param wishes in the order of the file
 * @param source where it stands
 */
public record TaskProfile(
    String id, String version, String note, Pooling pooling, List<Wish> wishes, Source source)
    implements Serializable {
  /**
   * Where a profile stands.
   *
   * @param file name of a shipped one, path of a user's own
   * @param sha256 of its text
   * @param shipped whether it comes with the program
   */
  public record Source(String file, String sha256, boolean shipped) implements Serializable {}

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

  /** Categories that its features name. */
  public List<String> categories() {
    return wishes.stream()
        .map(wish -> wish.feature().category())
        .filter(category -> !category.equals(Feature.ALL))
        .distinct()
        .toList();
  }
}
