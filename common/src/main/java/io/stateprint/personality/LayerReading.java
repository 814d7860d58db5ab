package io.stateprint.personality;

import io.stateprint.score.LayerGram;
import java.io.Serializable;

/**
 * What is kept of a layer once its states are let go; for 100 prompts and 200 neutral ones 2 MB,
 * whatever the width.
 *
 * @param gram inner products
 * @param drawn mean Z of each style in each draw, (K, B)
 * @param facts what it says of the model
 */
public record LayerReading(LayerGram gram, double[][] drawn, LayerFacts facts)
    implements Serializable {
  /** The block, 0-based. */
  public int layer() {
    return facts.layer();
  }
}
