package io.stateprint.checkpoint;

import java.util.ArrayList;
import java.util.List;

/**
 * A named tensor of a checkpoint: type, shape (outermost first, as in transformers) and the range
 * of bytes that holds it.
 *
 * @param name transformers' name, such as {@code model.layers.3.mlp.up_proj.weight}
 * @param type element type
 * @param shape sizes, outermost first; empty for a scalar
 * @param file name of the file within the checkpoint
 * @param offset first byte in that file
 * @param bytes length of the range, bytes
 * @param rotaryHeads 0, or the number of heads whose rows the file keeps in interleaved rotary
 *     order (GGUF of the llama family); {@link Checkpoint#read} undoes it
 */
public record Tensor(
    String name,
    TensorType type,
    List<Long> shape,
    String file,
    long offset,
    long bytes,
    int rotaryHeads) {
  public Tensor {
    shape = List.copyOf(shape);
    if (offset < 0 || bytes < 0 || rotaryHeads < 0) {
      throw new IllegalArgumentException(
          "tensor %s: offset %d, bytes %d and rotary heads %d must be 0 or more"
              .formatted(name, offset, bytes, rotaryHeads));
    }
  }

  /** The outermost size; 1 for a scalar or a vector's single row. */
  public long rows() {
    return shape.size() < 2 ? 1 : shape.get(0);
  }

  /** Bytes of one row; of the whole tensor for a scalar or a vector. */
  public long rowBytes() {
    return rows() == 0 ? 0 : bytes / rows();
  }

  /** Some of its rows, as a tensor of their own. */
  public Tensor slice(long firstRow, long count) {
    if (shape.size() < 2 || rotaryHeads > 0 || firstRow < 0 || count > rows() - firstRow) {
      throw new IllegalArgumentException(
          "Cannot take %d rows from row %d of %s %s".formatted(count, firstRow, name, shape));
    }
    List<Long> sizes = new ArrayList<>(shape);
    sizes.set(0, count);
    long start = offset + firstRow * rowBytes();
    return new Tensor(name, type, sizes, file, start, count * rowBytes(), 0);
  }

  /** Number of elements. */
  public long elements() {
    return shape.stream().reduce(1L, Math::multiplyExact);
  }
}
