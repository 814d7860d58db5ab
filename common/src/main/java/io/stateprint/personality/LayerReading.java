package io.stateprint.personality;

import io.stateprint.validity.LayerEvidence;
import java.io.Serializable;
import java.util.List;

/**
 * What is kept of a layer once its states are let go; for 100 prompts and 2000 draws half a
 * megabyte and 16 bytes for each dimension.
 *
 * @param drawn mean Z of each style in each draw, (K, B)
 * @param evidence for the checks of each style, (K)
 * @param facts what it says of the model
 */
public record LayerReading(double[][] drawn, List<LayerEvidence> evidence, LayerFacts facts)
    implements Serializable {
  /** The block, 0-based. */
  public int layer() {
    return facts.layer();
  }
}
