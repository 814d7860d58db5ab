package io.stateprint.decoder;

import io.stateprint.checkpoint.Tensor;
import io.stateprint.checkpoint.TensorType;
import java.util.List;
import java.util.Optional;

/**
 * A weight of a step.
 *
 * @param tensor its values as stored
 * @param wide whether it stays in float32 whatever the compute type
 * @param scale factors of its blocks, where it is stored in 8 or 4 bits
 */
public record StepWeight(Tensor tensor, boolean wide, Optional<Scale> scale) {
  /** Sizes of its values, outermost first. */
  public List<Long> shape() {
    return isMxfp4() ? Mxfp4.shape(tensor) : tensor.shape();
  }

  /** Number of its values. */
  public long elements() {
    return shape().stream().reduce(1L, Math::multiplyExact);
  }

  /** The same for some rows: those of experts, where all are in one tensor. */
  StepWeight slice(long first, long count) {
    return new StepWeight(
        tensor.slice(first, count),
        wide,
        scale.map(s -> new Scale(s.tensor().slice(first, count), s.rows(), s.columns())));
  }

  /** The program's method that widens its blocks, where it has a factor for each. */
  public String method() {
    return isMxfp4() ? "fill_mxfp4" : "fill_scaled";
  }

  /** Whether its values are 4-bit floats. */
  boolean isMxfp4() {
    return scale.isPresent() && tensor.type() == TensorType.U8;
  }

  /**
   * A factor for each block of a matrix; blocks at the right and lower edge may be cut.
   *
   * @param tensor the factors, (ceil(m / rows), ceil(n / columns)), float32; powers of two in bytes
   *     for {@link Mxfp4}
   * @param rows of a block
   * @param columns of a block
   */
  public record Scale(Tensor tensor, int rows, int columns) {}
}
