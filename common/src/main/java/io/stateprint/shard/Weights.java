package io.stateprint.shard;

import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.IValue;
import io.stateprint.checkpoint.Tensor;
import io.stateprint.decoder.ComputeType;
import io.stateprint.decoder.Decoder;
import io.stateprint.decoder.Packing;
import io.stateprint.decoder.Program;
import java.util.List;

/**
 * Turns bytes as stored into weights of the compute type, on the device. Plain matrices stay as
 * they are: the program widens each for its product only, so one widened matrix is in memory, not a
 * step.
 */
record Weights(Program program, ComputeType compute) {
  /** All weights of a step, in order, on loan from the buffers. What was read is used up. */
  List<Buffers.Buffer> of(RawStep step, Buffers buffers) {
    return step.tensors().stream().map(raw -> of(raw, buffers, step.manager())).toList();
  }

  private Buffers.Buffer of(RawTensor raw, Buffers buffers, NDManager manager) {
    int type = raw.weight().wide() ? ComputeType.FLOAT32.code() : compute.code();
    int width = raw.weight().wide() ? ComputeType.FLOAT32.bytes() : compute.bytes();
    boolean atUse = raw.weight().isWidenedAtUse();
    if (raw.plain().filter(plain -> atUse || plain.code() == type).isPresent()) {
      return raw.plain().orElseThrow();
    }
    Buffers.Buffer out = buffers.take(type, raw.weight().packing().shape(), width);
    raw.plain().ifPresent(plain -> cast(out, plain, buffers, manager));
    raw.pieces().forEach(piece -> fill(out.array(), raw, piece, manager));
    raw.beside().forEach(PtNDArray::close);
    return out;
  }

  private void cast(Buffers.Buffer out, Buffers.Buffer plain, Buffers buffers, NDManager manager) {
    program
        .run(
            manager,
            "fill_plain",
            IValue.from(out.array()),
            IValue.from(plain.array()),
            IValue.from(0L))
        .close();
    buffers.give(plain);
  }

  private void fill(PtNDArray out, RawTensor raw, RawTensor.Piece piece, NDManager manager) {
    Packing packing = raw.weight().packing();
    long[] shape = longs(packing.tensor().shape());
    if (raw.pieces().size() > 1) {
      shape[0] = piece.rows();
    }
    try (PtNDArray bytes = piece.bytes()) {
      program
          .run(
              manager,
              packing.method(),
              IValue.from(out),
              IValue.from(bytes),
              IValue.listFrom(raw.beside().toArray(PtNDArray[]::new)),
              IValue.listFrom(longs(packing.numbers())),
              IValue.listFrom(shape),
              IValue.from(piece.first()))
          .close();
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
