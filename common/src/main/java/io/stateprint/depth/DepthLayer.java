package io.stateprint.depth;

import io.stateprint.score.LayerScore;
import io.stateprint.score.ReliableBand;
import java.io.Serializable;

/**
 * What depth needs of a sampled layer.
 *
 * @param layer the block, 0-based
 * @param depth (layer + 1) / layers of the model, in (0, 1]
 * @param standings Z of each prompt and style, cross-fitted at this layer, (P, K)
 * @param detection AUC of each style's direction, (K)
 * @param reliable whether the directions of all styles are reliable here
 */
public record DepthLayer(
    int layer, double depth, double[][] standings, double[] detection, boolean reliable)
    implements Serializable {

  /** From the scores of the layer and {@link io.stateprint.score.Standings#of}. */
  public static DepthLayer of(LayerScore score, double[][] standings) {
    return new DepthLayer(
        score.layer(),
        score.depth(),
        standings,
        score.styles().stream().mapToDouble(style -> style.detection().value()).toArray(),
        score.styles().stream().allMatch(ReliableBand::isReliable));
  }

  /** Layers of the model. */
  int modelLayers() {
    return (int) Math.rint((layer + 1) / depth);
  }
}
