package io.stateprint.shard;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import io.stateprint.checkpoint.Checkpoint;
import io.stateprint.checkpoint.Tensor;
import io.stateprint.decoder.StepWeight;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A tensor's bytes as the checkpoint keeps them, in torch's own memory, cut into pieces of rows.
 *
 * @param weight name, type and shape
 * @param pieces its rows in order; the one who widens them closes each
 * @param scale bytes of its blocks' factors, where it has some
 */
record RawTensor(StepWeight weight, List<Piece> pieces, Optional<PtNDArray> scale) {
  /** A buffer holds 2 GiB at most, and each piece in use costs its own size once more. */
  private static final long PLAIN_BYTES = 512L << 20;

  /** Widening blocks takes several temporaries of float32. */
  private static final long BLOCK_BYTES = 16L << 20;

  /**
   * Some rows.
   *
   * @param first the first of them
   * @param rows how many
   * @param bytes their bytes, UINT8
   */
  record Piece(long first, long rows, PtNDArray bytes) {}

  /** Reads a tensor; its arrays belong to the manager. */
  static RawTensor read(Checkpoint checkpoint, StepWeight weight, NDManager manager) {
    Tensor tensor = weight.tensor();
    boolean whole = tensor.rotaryHeads() > 0 || tensor.shape().size() < 2;
    long rows = whole ? tensor.rows() : rows(weight);
    List<Piece> pieces = new ArrayList<>();
    for (long first = 0; first < tensor.rows(); first += rows) {
      long count = Math.min(rows, tensor.rows() - first);
      long from = first;
      Consumer<ByteBuffer> fill =
          whole
              ? target -> checkpoint.read(tensor, target)
              : target -> checkpoint.readRows(tensor, from, count, target);
      pieces.add(new Piece(first, count, bytes(manager, count * tensor.rowBytes(), fill)));
    }
    return new RawTensor(
        weight, pieces, weight.scale().map(scale -> factors(checkpoint, scale, manager)));
  }

  private static long rows(StepWeight weight) {
    Tensor tensor = weight.tensor();
    boolean blocks = tensor.type().blockElements() > 1 || weight.scale().isPresent();
    long rows = Math.max(1, (blocks ? BLOCK_BYTES : PLAIN_BYTES) / Math.max(1, tensor.rowBytes()));
    long unit = weight.scale().map(StepWeight.Scale::rows).orElse(1);
    return Math.max(1, rows / unit) * unit;
  }

  private static PtNDArray factors(
      Checkpoint checkpoint, StepWeight.Scale scale, NDManager manager) {
    Tensor tensor = scale.tensor();
    return bytes(manager, tensor.bytes(), target -> checkpoint.read(tensor, target));
  }

  /** An array of bytes that {@code fill} writes. */
  static PtNDArray bytes(NDManager manager, long size, Consumer<ByteBuffer> fill) {
    if (manager.getDevice().isGpu()) {
      ByteBuffer staged = ByteBuffer.allocateDirect(Math.toIntExact(size));
      fill.accept(staged);
      staged.rewind();
      return (PtNDArray) manager.create(staged, new Shape(size), DataType.UINT8);
    }
    NDArray array = manager.create(new Shape(size), DataType.UINT8);
    fill.accept(array.toByteBuffer(true));
    return (PtNDArray) array;
  }
}
