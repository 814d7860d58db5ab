package io.stateprint.decoder;

import io.stateprint.checkpoint.Tensor;
import java.util.Optional;

/**
 * A weight of a step.
 *
 * @param tensor its values as stored
 * @param wide whether it stays in float32 whatever the compute type
 * @param scale factors of its blocks, where it is stored in 8 bits
 */
public record StepWeight(Tensor tensor, boolean wide, Optional<Scale> scale) {
  /**
   * A factor for each block of a matrix; blocks at the right and lower edge may be cut.
   *
   * @param tensor the factors, (ceil(m / rows), ceil(n / columns)), float32
   * @param rows of a block
   * @param columns of a block
   */
  public record Scale(Tensor tensor, int rows, int columns) {}
}
