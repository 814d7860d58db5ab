package io.stateprint.checkpoint;

import io.stateprint.storage.ByteSource;
import io.stateprint.storage.InputException;
import java.util.Comparator;
import java.util.List;

/** Checks that the tensors of a file fit it, as its header lays them out. */
final class TensorLayout {
  /** Stands for a size that no file has. */
  static final long OVERFLOW = -1;

  private TensorLayout() {}

  static List<Tensor> inOrder(List<Tensor> tensors) {
    return tensors.stream()
        .sorted(Comparator.comparingLong(Tensor::offset).thenComparingLong(Tensor::bytes))
        .toList();
  }

  /** Bytes that a type and shape take; {@link #OVERFLOW} where that is beyond a long. */
  static long bytes(TensorType type, List<Long> shape) {
    try {
      return type.bytes(shape.stream().reduce(1L, Math::multiplyExact));
    } catch (ArithmeticException e) {
      return OVERFLOW;
    }
  }

  /** Tensors may not share bytes, nor end after the file. */
  static void requireDisjoint(List<Tensor> inOrder, long size, String location) {
    long end = 0;
    for (Tensor tensor : inOrder) {
      requireInside(tensor, size, location);
      if (tensor.offset() < end) {
        throw cannotRead(
            tensor, "the tensor before it ends at byte " + end + ": they overlap", location);
      }
      end = tensor.offset() + tensor.bytes();
    }
  }

  /**
   * As the reference: each tensor begins where the one before ends, the last ends with the file.
   */
  static void requireContiguous(List<Tensor> inOrder, long base, ByteSource source) {
    long end = base;
    for (Tensor tensor : inOrder) {
      requireInside(tensor, source.size(), source.location());
      if (tensor.offset() != end) {
        String fault = tensor.offset() < end ? "they overlap" : "there is a hole";
        throw cannotRead(
            tensor, "the tensor before it ends at byte " + end + ": " + fault, source.location());
      }
      end = tensor.offset() + tensor.bytes();
    }
    if (end != source.size()) {
      throw new InputException(
          "Cannot read %s: its tensors end at byte %d, the file holds %d bytes"
              .formatted(source.location(), end, source.size()));
    }
  }

  private static void requireInside(Tensor tensor, long size, String location) {
    if (tensor.offset() > size) {
      throw cannotRead(tensor, "out of range: the file ends after " + size, location);
    }
    if (tensor.bytes() > size - tensor.offset()) {
      throw cannotRead(tensor, "truncated: the file ends after " + size, location);
    }
  }

  private static InputException cannotRead(Tensor tensor, String reason, String location) {
    return new InputException(
        "Cannot read tensor %s: the header says %d bytes from byte %d, %s (%s)"
            .formatted(tensor.name(), tensor.bytes(), tensor.offset(), reason, location));
  }
}
