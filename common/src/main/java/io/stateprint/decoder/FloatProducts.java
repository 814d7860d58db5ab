package io.stateprint.decoder;

import ai.djl.Device;

/**
 * How products of float32 matrices are computed: libtorch multiplies by MKL, but convolves by
 * oneDNN, and a product is a convolution whose window is one place. Both give the same sums in
 * another order.
 *
 * @param convolvedFrom rows from which a product is spelled as a convolution
 */
public record FloatProducts(long convolvedFrom) {
  /** Matrices only. */
  public static final FloatProducts LINEAR = new FloatProducts(Long.MAX_VALUE);

  /** Fewer rows do not repay that oneDNN lays the weights out anew. */
  private static final FloatProducts CONVOLVED = new FloatProducts(256);

  /** The faster spelling on a device. */
  static FloatProducts of(Device device, Processor processor) {
    return !device.isGpu() && processor.isFasterInOneDnn() ? CONVOLVED : LINEAR;
  }

  /** The other spelling: the same products, summed in another order. */
  FloatProducts other() {
    return equals(LINEAR) ? CONVOLVED : LINEAR;
  }
}
