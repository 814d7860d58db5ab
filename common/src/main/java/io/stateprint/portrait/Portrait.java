package io.stateprint.portrait;

import io.stateprint.profile.LayerEstimate;
import io.stateprint.profile.Resampling;
import java.util.List;

/**
 * What is typical of a model under one pooling.
 *
 * @param band the layers that speak for it
 * @param style which style dominates
 * @param decision where style reads out
 */
public record Portrait(Band band, DominantStyle style, DecisionLayer decision) {
  /** Draws it from the estimates of all sampled layers, ascending. */
  public static Portrait of(List<LayerEstimate> layers, Resampling resampling) {
    Band band = Band.of(layers);
    return new Portrait(band, DominantStyle.of(band), DecisionLayer.of(layers, resampling));
  }
}
