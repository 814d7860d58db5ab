package io.stateprint.portrait;

import io.stateprint.direction.HeldOut;
import io.stateprint.profile.LayerEstimate;
import java.util.Arrays;
import java.util.List;

/**
 * The layers that speak for a model.
 *
 * @param layers at relative depths 0.25 to 0.9 whose directions are reliable; where none is, all of
 *     those depths; where there are none of those, all sampled layers
 * @param reliable whether they are reliable: detection AUC of 0.85 or more and split-half
 *     reliability of 0.8 or more, every style
 */
public record Band(List<LayerEstimate> layers, boolean reliable) {
  private static final double FROM = 0.25;
  private static final double TO = 0.9;
  private static final double AUC = 0.85;
  private static final double RELIABILITY = 0.8;

  /** Chooses among the sampled layers of a model. */
  public static Band of(List<LayerEstimate> layers) {
    List<LayerEstimate> middle =
        layers.stream().filter(l -> l.depth() >= FROM && l.depth() <= TO).toList();
    List<LayerEstimate> candidates = middle.isEmpty() ? layers : middle;
    List<LayerEstimate> trusted = candidates.stream().filter(Band::isReliable).toList();
    return trusted.isEmpty() ? new Band(candidates, false) : new Band(trusted, true);
  }

  /** Whether every style's direction of a layer is reliable. */
  static boolean isReliable(LayerEstimate layer) {
    HeldOut[] heldOut = layer.anchors().heldOut();
    return Arrays.stream(heldOut).allMatch(style -> style.auc().value() >= AUC)
        && Arrays.stream(layer.anchors().reliability()).allMatch(r -> r >= RELIABILITY);
  }
}
