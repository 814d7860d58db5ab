package io.stateprint.decoder;

import io.stateprint.checkpoint.Tensor;
import io.stateprint.checkpoint.TensorType;
import io.stateprint.storage.InputException;
import java.util.List;

/**
 * Matrices of experts in 4-bit floats (E2M1), a power of two for each 32 of them: OCP Microscaling
 * Formats 1.0, as gpt-oss is published. For values (E, n, m) the checkpoint keeps {@code _blocks}
 * (E, m, n / 32, 16), two values a byte, and {@code _scales} (E, m, n / 32), exponents that count
 * from -127.
 */
final class Mxfp4 {
  static final String BLOCKS = "_blocks";
  static final String SCALES = "_scales";
  static final int VALUES = 32;

  private Mxfp4() {}

  /** The shape of the values that blocks hold, (E, n, m). */
  static List<Long> shape(Tensor blocks) {
    List<Long> stored = blocks.shape();
    return List.of(stored.get(0), stored.get(2) * VALUES, stored.get(1));
  }

  /** Blocks and scales must be those of values of that shape. */
  static void require(StepWeight weight, List<Long> shape, String place) {
    StepWeight.Scale scale = weight.scale().orElseThrow();
    boolean fits = shape.size() == 3 && shape.get(1) % VALUES == 0;
    List<Long> scales =
        fits ? List.of(shape.get(0), shape.get(2), shape.get(1) / VALUES) : List.of();
    List<Long> blocks =
        fits ? List.of(scales.get(0), scales.get(1), scales.get(2), VALUES / 2L) : List.of();
    require(weight.tensor(), blocks, shape, place);
    require(scale.tensor(), scales, shape, place);
    if (scale.columns() != VALUES) {
      throw new InputException(
          "Cannot use tensor %s: quantization_config does not say quant_method = mxfp4 (%s)"
              .formatted(weight.tensor().name(), place));
    }
  }

  private static void require(Tensor tensor, List<Long> needed, List<Long> values, String place) {
    if (!tensor.shape().equals(needed) || tensor.type() != TensorType.U8) {
      throw new InputException(
          "Cannot use tensor %s: it has shape %s and type %s; mxfp4 values of shape %s need %s and U8 (%s)"
              .formatted(tensor.name(), tensor.shape(), tensor.type(), values, needed, place));
    }
  }
}
