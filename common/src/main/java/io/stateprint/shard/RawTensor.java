package io.stateprint.shard;

import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDArray;
import io.stateprint.checkpoint.Checkpoint;
import io.stateprint.checkpoint.Tensor;
import io.stateprint.decoder.Packing;
import io.stateprint.decoder.Plain;
import io.stateprint.decoder.StepWeight;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A weight as the checkpoint keeps it, in torch's own memory: plain types as they are, all others
 * as bytes, cut into pieces of rows.
 *
 * @param weight name, type and shape
 * @param plain its values, where they are of a plain type and the device is the processor
 * @param pieces its rows in order, where they are not; the one who widens them frees them
 * @param beside bytes of the tensors that its pieces need beside them, where it has some
 */
record RawTensor(
    StepWeight weight, Optional<PtNDArray> plain, List<Piece> pieces, List<PtNDArray> beside) {
  /**
   * Some rows.
   *
   * @param first the first of them
   * @param rows how many
   * @param bytes their bytes, UINT8
   */
  record Piece(long first, long rows, PtNDArray bytes) {}

  /**
   * Reads a weight, or begins to: values are there when the reads are finished. All belong to the
   * manager; a plain one lies in the room.
   */
  static RawTensor read(StepReads reads, StepWeight weight, StepRoom.Side room, NDManager manager) {
    return weight.packing() instanceof Plain && !manager.getDevice().isGpu()
        ? plain(reads, weight, room, manager)
        : inPieces(reads, weight, room, manager);
  }

  private static RawTensor plain(
      StepReads reads, StepWeight weight, StepRoom.Side room, NDManager manager) {
    Tensor tensor = weight.packing().tensor();
    PtNDArray values = room.take(tensor, manager);
    if (isWhole(tensor)) {
      reads.whole(tensor, room.memory(values, 0, tensor.shape().get(0), manager));
    } else {
      long most = Math.max(1, weight.packing().pieceBytes() / Math.max(1, tensor.rowBytes()));
      for (long first = 0; first < tensor.rows(); first += most) {
        long count = Math.min(most, tensor.rows() - first);
        reads.rows(tensor, first, count, room.memory(values, first, count, manager));
      }
    }
    return new RawTensor(weight, Optional.of(values), List.of(), List.of());
  }

  private static RawTensor inPieces(
      StepReads reads, StepWeight weight, StepRoom.Side room, NDManager manager) {
    Packing packing = weight.packing();
    Tensor tensor = packing.tensor();
    long most = Math.max(1, packing.pieceBytes() / Math.max(1, tensor.rowBytes()));
    long rows = isWhole(tensor) ? tensor.rows() : most;
    List<Piece> pieces = new ArrayList<>();
    for (long first = 0; first < tensor.rows(); first += rows) {
      long count = Math.min(rows, tensor.rows() - first);
      long from = first;
      Consumer<ByteBuffer> fill =
          isWhole(tensor)
              ? target -> reads.whole(tensor, target)
              : target -> reads.rows(tensor, from, count, target);
      pieces.add(new Piece(first, count, room.bytes(manager, count * tensor.rowBytes(), fill)));
    }
    List<PtNDArray> beside =
        packing.beside().stream()
            .map(other -> whole(reads.checkpoint(), packing, other, room, manager))
            .toList();
    return new RawTensor(weight, Optional.empty(), pieces, beside);
  }

  private static boolean isWhole(Tensor tensor) {
    return tensor.rotaryHeads() > 0 || tensor.shape().size() < 2;
  }

  private static PtNDArray whole(
      Checkpoint checkpoint,
      Packing packing,
      Tensor tensor,
      StepRoom.Side room,
      NDManager manager) {
    return room.bytes(
        manager,
        tensor.bytes(),
        target -> {
          checkpoint.read(tensor, target.slice());
          packing.requireUsable(tensor, target.slice().order(ByteOrder.LITTLE_ENDIAN));
        });
  }
}
