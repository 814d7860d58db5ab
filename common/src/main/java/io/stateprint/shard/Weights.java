package io.stateprint.shard;

import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.IValue;
import io.stateprint.checkpoint.Tensor;
import io.stateprint.decoder.ComputeType;
import io.stateprint.decoder.Decoder;
import io.stateprint.decoder.Packing;
import io.stateprint.decoder.Program;
import io.stateprint.decoder.StepWeight;
import java.util.ArrayList;
import java.util.List;

/**
 * Turns bytes as stored into weights of the compute type, on the device. Plain matrices stay as
 * they are: the program widens each for its product only, so one widened matrix is in memory, not a
 * step.
 */
record Weights(Program program, ComputeType compute) {
  /**
   * The weights of a step.
   *
   * @param arrays in the order of the step's
   * @param loans those of them that are to be given back to the buffers
   */
  record Ready(List<PtNDArray> arrays, List<Buffers.Buffer> loans) {}

  /** All weights of a step, in order. What was read is used up, or among them. */
  Ready of(RawStep step, Buffers buffers) {
    Ready ready = new Ready(new ArrayList<>(), new ArrayList<>());
    for (RawTensor raw : step.tensors()) {
      ready.arrays().add(of(raw, buffers, step.manager(), ready.loans()));
    }
    return ready;
  }

  private PtNDArray of(
      RawTensor raw, Buffers buffers, NDManager manager, List<Buffers.Buffer> loans) {
    StepWeight weight = raw.weight();
    int type = weight.wide() ? ComputeType.FLOAT32.code() : compute.code();
    int width = weight.wide() ? ComputeType.FLOAT32.bytes() : compute.bytes();
    if (raw.plain().isPresent()
        && (weight.isWidenedAtUse() || Decoder.code(weight.packing().tensor().type()) == type)) {
      return raw.plain().orElseThrow();
    }
    Buffers.Buffer out = buffers.take(type, weight.packing().shape(), width);
    loans.add(out);
    raw.plain().ifPresent(plain -> cast(out.array(), plain, manager));
    raw.pieces().forEach(piece -> fill(out.array(), raw, piece, manager));
    raw.beside().forEach(this::free);
    return out.array();
  }

  private void cast(PtNDArray out, PtNDArray plain, NDManager manager) {
    program
        .run(manager, "fill_plain", IValue.from(out), IValue.from(plain), IValue.from(0L))
        .close();
  }

  private void fill(PtNDArray out, RawTensor raw, RawTensor.Piece piece, NDManager manager) {
    Packing packing = raw.weight().packing();
    long[] shape = longs(packing.tensor().shape());
    if (raw.pieces().size() > 1) {
      shape[0] = piece.rows();
    }
    program
        .run(
            manager,
            packing.method(),
            IValue.from(out),
            IValue.from(piece.bytes()),
            IValue.listFrom(raw.beside().toArray(PtNDArray[]::new)),
            IValue.listFrom(longs(packing.numbers())),
            IValue.listFrom(shape),
            IValue.from(piece.first()))
        .close();
    free(piece.bytes());
  }

  /** A GPU may not have begun with them: there they go with their step, which is waited for. */
  private void free(PtNDArray bytes) {
    if (!program.device().isGpu()) {
      bytes.close();
    }
  }

  /** Bytes of some rows as numbers of that shape; the bytes are freed. */
  PtNDArray of(PtNDArray bytes, Tensor tensor, List<Long> shape, NDManager manager) {
    try (bytes) {
      return program.run(
          manager,
          "weight",
          IValue.from(bytes),
          IValue.from((long) Decoder.code(tensor.type())),
          IValue.listFrom(longs(shape)),
          IValue.from((long) compute.code()));
    }
  }

  private static long[] longs(List<Long> shape) {
    return shape.stream().mapToLong(Long::longValue).toArray();
  }
}
