package io.stateprint.decoder;

/**
 * A weight of a step.
 *
 * @param packing how it is stored
 * @param wide whether it stays in float32 whatever the compute type
 */
public record StepWeight(Packing packing, boolean wide) {
  /** Whether the program takes it as it is stored, and widens it for each product. */
  public boolean isWidenedAtUse() {
    return packing instanceof Plain && packing.shape().size() > 1 && !wide;
  }
}
