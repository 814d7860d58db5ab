package io.stateprint.profile;

import io.stateprint.prompts.Style;
import java.io.Serializable;
import java.util.List;

/**
 * What one layer says of a model; nothing of single prompts.
 *
 * @param layer the block, 0-based
 * @param depth (layer + 1) / layers of the model, in (0, 1]
 * @param anchors of that layer
 * @param anisotropy mean cosine of random pairs of prompts
 * @param estimates by category and style
 * @param replicates of the estimate over all categories, (K, R)
 */
public record LayerEstimate(
    int layer,
    double depth,
    LayerScores.AnchorGeometry anchors,
    double anisotropy,
    List<StyleEstimate> estimates,
    double[][] replicates)
    implements Serializable {
  /** The estimate of a category and style. */
  public StyleEstimate of(String category, Style style) {
    return estimates.stream()
        .filter(e -> e.category().equals(category) && e.style() == style)
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no category " + category));
  }
}
