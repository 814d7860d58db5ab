package io.stateprint.personality;

import io.stateprint.score.LayerScore;
import io.stateprint.validity.Pitfall;
import java.io.Serializable;
import java.util.List;
import java.util.Set;

/**
 * What a layer says of a model.
 *
 * @param score of each style
 * @param standings Z of each prompt and style, (P, K)
 * @param styles what else it shows of each, (K)
 * @param pitfalls that hold for the layer
 * @param anisotropy mean cosine of random pairs of neutral states
 * @param massive how many dimensions are massive
 */
public record LayerFacts(
    LayerScore score,
    double[][] standings,
    List<StyleReading> styles,
    Set<Pitfall> pitfalls,
    double anisotropy,
    int massive)
    implements Serializable {
  /** The block, 0-based. */
  public int layer() {
    return score.layer();
  }

  /** The same without draws and without the scores of single prompts. */
  LayerFacts withoutDraws() {
    return new LayerFacts(score.withoutDraws(), standings, styles, pitfalls, anisotropy, massive);
  }
}
