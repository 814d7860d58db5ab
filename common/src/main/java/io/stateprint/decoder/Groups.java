package io.stateprint.decoder;

import io.stateprint.storage.InputException;
import java.util.List;

/**
 * A matrix (m, n) of whole numbers of some bits, in words of 32; each output has a scale, and
 * perhaps a zero, for each group of inputs.
 *
 * @param shape (m, n): outputs, inputs
 * @param bits of a number
 * @param size inputs of a group
 */
public record Groups(List<Long> shape, int bits, long size) {
  private static final int WORD = 32;

  /**
   * Those of a weight.
   *
   * @param size inputs of a group; -1 for all
   */
  static Groups of(Wanted wanted, int bits, long size) {
    long inputs = wanted.shape().get(1);
    long own = size == -1 ? inputs : size;
    if (own < 1 || inputs % own != 0) {
      throw new InputException(
          "Cannot use weight %s: its %d inputs are no multiple of the group_size %d (%s)"
              .formatted(wanted.name(), inputs, size, wanted.checkpoint().location()));
    }
    return new Groups(wanted.shape(), bits, own);
  }

  /** The same, after it is sure that as many inputs and outputs as there are fill their words. */
  Groups filling(Wanted wanted) {
    long each = WORD / bits;
    if (inputs() % each != 0 || outputs() % each != 0) {
      throw new InputException(
          "Cannot use weight %s: its %d outputs and %d inputs do not fill words of %d numbers (%s)"
              .formatted(wanted.name(), outputs(), inputs(), each, wanted.checkpoint().location()));
    }
    return this;
  }

  /** m. */
  long outputs() {
    return shape.get(0);
  }

  /** n. */
  long inputs() {
    return shape.get(1);
  }

  /** Groups of an output. */
  long count() {
    return inputs() / size;
  }

  /** Words that so many numbers take. */
  long words(long numbers) {
    return -Math.floorDiv(-numbers * bits, (long) WORD);
  }
}
