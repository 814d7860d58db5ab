package io.stateprint.portrait;

import io.stateprint.profile.LayerEstimate;
import io.stateprint.profile.Warnings;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;

/**
 * How far the directions of a layer can be trusted.
 *
 * @param layer the block, 0-based
 * @param depth (layer + 1) / layers of the model, in (0, 1]
 * @param anisotropy mean cosine of random pairs of prompts
 * @param massive how many dimensions are massive
 * @param topShare share of the grand mean's squared length in its three largest dimensions
 * @param auc of held-out anchors, (K)
 * @param reliability split-half, (K)
 * @param warnings codes
 */
public record LayerQuality(
    int layer,
    double depth,
    double anisotropy,
    int massive,
    double topShare,
    double[] auc,
    double[] reliability,
    List<String> warnings)
    implements Serializable {
  static LayerQuality of(LayerEstimate layer) {
    return new LayerQuality(
        layer.layer(),
        layer.depth(),
        layer.anisotropy(),
        layer.anchors().massive(),
        layer.anchors().topShare(),
        Arrays.stream(layer.anchors().heldOut()).mapToDouble(h -> h.auc().value()).toArray(),
        layer.anchors().reliability(),
        Warnings.of(layer));
  }
}
