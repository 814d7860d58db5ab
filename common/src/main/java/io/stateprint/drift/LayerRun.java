package io.stateprint.drift;

import java.io.Serializable;
import java.util.List;

/**
 * The states of one layer in the current run.
 *
 * @param layer true id of the block, 0-based
 * @param prompts ids of the key prompts, in the order of the reference, (n)
 * @param states (n, D)
 */
public record LayerRun(int layer, List<String> prompts, float[][] states) implements Serializable {
  public LayerRun {
    prompts = List.copyOf(prompts);
  }
}
