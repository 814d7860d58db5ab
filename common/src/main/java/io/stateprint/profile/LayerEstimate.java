package io.stateprint.profile;

import io.stateprint.prompts.Style;
import java.util.List;

/**
 * What one layer says of a model.
 *
 * @param scores that it was made from
 * @param estimates by category and style
 * @param replicates of the estimate over all categories, (K, R)
 */
public record LayerEstimate(
    LayerScores scores, List<StyleEstimate> estimates, double[][] replicates) {
  /** The estimate of a category and style. */
  public StyleEstimate of(String category, Style style) {
    return estimates.stream()
        .filter(e -> e.category().equals(category) && e.style() == style)
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no category " + category));
  }
}
