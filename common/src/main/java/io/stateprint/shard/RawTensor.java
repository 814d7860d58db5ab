package io.stateprint.shard;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import io.stateprint.checkpoint.Checkpoint;
import io.stateprint.checkpoint.Tensor;
import io.stateprint.decoder.Decoder;
import io.stateprint.decoder.StepWeight;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A tensor as the checkpoint keeps it, in torch's own memory: plain types as they are, blocks as
 * bytes, cut into pieces of rows.
 *
 * @param weight name, type and shape
 * @param plain its values, where they are of a plain type and the device is the processor
 * @param pieces its rows in order, where they are not; the one who widens them closes each
 * @param scale bytes of its blocks' factors, where it has some
 */
record RawTensor(
    StepWeight weight,
    Optional<Buffers.Buffer> plain,
    List<Piece> pieces,
    Optional<PtNDArray> scale) {
  /** A view of memory holds 2 GiB at most. */
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

  /** Reads a tensor; pieces belong to the manager, a plain one is on loan from the buffers. */
  static RawTensor read(
      Checkpoint checkpoint, StepWeight weight, Buffers buffers, NDManager manager) {
    boolean blocks = weight.tensor().type().blockElements() > 1 || weight.scale().isPresent();
    return blocks || manager.getDevice().isGpu()
        ? inPieces(checkpoint, weight, blocks, manager)
        : plain(checkpoint, weight.tensor(), weight, buffers);
  }

  private static RawTensor plain(
      Checkpoint checkpoint, Tensor tensor, StepWeight weight, Buffers buffers) {
    Buffers.Buffer values =
        buffers.take(Decoder.code(tensor.type()), tensor.shape(), tensor.type().blockBytes());
    if (isWhole(tensor)) {
      checkpoint.read(tensor, buffers.memory(values, 0, tensor.shape().get(0)));
    } else {
      long most = Math.max(1, PLAIN_BYTES / Math.max(1, tensor.rowBytes()));
      for (long first = 0; first < tensor.rows(); first += most) {
        long count = Math.min(most, tensor.rows() - first);
        checkpoint.readRows(tensor, first, count, buffers.memory(values, first, count));
      }
    }
    return new RawTensor(weight, Optional.of(values), List.of(), Optional.empty());
  }

  private static RawTensor inPieces(
      Checkpoint checkpoint, StepWeight weight, boolean blocks, NDManager manager) {
    Tensor tensor = weight.tensor();
    long most = (blocks ? BLOCK_BYTES : PLAIN_BYTES) / Math.max(1, tensor.rowBytes());
    long unit = weight.scale().map(StepWeight.Scale::rows).orElse(1);
    long rows = isWhole(tensor) ? tensor.rows() : Math.max(1, most / unit) * unit;
    List<Piece> pieces = new ArrayList<>();
    for (long first = 0; first < tensor.rows(); first += rows) {
      long count = Math.min(rows, tensor.rows() - first);
      long from = first;
      Consumer<ByteBuffer> fill =
          isWhole(tensor)
              ? target -> checkpoint.read(tensor, target)
              : target -> checkpoint.readRows(tensor, from, count, target);
      pieces.add(new Piece(first, count, bytes(manager, count * tensor.rowBytes(), fill)));
    }
    return new RawTensor(
        weight,
        Optional.empty(),
        pieces,
        weight.scale().map(scale -> factors(checkpoint, scale, manager)));
  }

  private static boolean isWhole(Tensor tensor) {
    return tensor.rotaryHeads() > 0 || tensor.shape().size() < 2;
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
