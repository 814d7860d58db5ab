package io.stateprint.score;

import io.stateprint.prompts.Style;
import java.io.Serializable;
import java.util.List;

/**
 * The scores of all styles at one layer.
 *
 * @param layer the block, 0-based
 * @param depth (layer + 1) / layers of the model, in (0, 1]
 * @param styles in the order of {@link Style}, (K)
 * @param cosines between the styles' directions, (K, K)
 */
public record LayerScore(int layer, double depth, List<StyleScore> styles, double[][] cosines)
    implements Serializable {
  private static final double ENTANGLED = 0.7;

  /** The score of a style. */
  public StyleScore of(Style style) {
    return styles.get(style.index());
  }

  /** Whether two styles cannot be told apart: the magnitude of their cosine is above 0.7. */
  public boolean entangled(Style one, Style other) {
    return Math.abs(cosines[one.index()][other.index()]) > ENTANGLED;
  }

  /** The same without draws and without the scores of single prompts. */
  public LayerScore withoutDraws() {
    return new LayerScore(
        layer, depth, styles.stream().map(StyleScore::withoutDraws).toList(), cosines);
  }
}
