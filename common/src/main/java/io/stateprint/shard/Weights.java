package io.stateprint.shard;

import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.IValue;
import io.stateprint.checkpoint.Tensor;
import io.stateprint.decoder.ComputeType;
import io.stateprint.decoder.Decoder;
import io.stateprint.decoder.Program;
import java.util.List;

/** Turns bytes as stored into weights of the compute type, on the device. */
record Weights(Program program, ComputeType compute) {
  /** All weights of a step, in order; they belong to the manager. The bytes are freed. */
  PtNDArray[] of(RawStep step, NDManager manager) {
    return step.tensors().stream().map(raw -> of(raw, manager)).toArray(PtNDArray[]::new);
  }

  private PtNDArray of(RawTensor raw, NDManager manager) {
    if (raw.pieces().size() == 1) {
      return of(raw.pieces().get(0).bytes(), raw.tensor(), raw.tensor().shape(), manager);
    }
    PtNDArray out =
        program.run(
            manager,
            "room",
            IValue.from(raw.pieces().get(0).bytes()),
            IValue.listFrom(longs(raw.tensor().shape())),
            IValue.from((long) compute.code()));
    for (RawTensor.Piece piece : raw.pieces()) {
      try (PtNDArray bytes = piece.bytes()) {
        long[] shape = longs(raw.tensor().shape());
        shape[0] = piece.rows();
        program
            .run(
                manager,
                "fill",
                IValue.from(out),
                IValue.from(bytes),
                IValue.from((long) Decoder.code(raw.tensor().type())),
                IValue.listFrom(shape),
                IValue.from(piece.first()))
            .close();
      }
    }
    return out;
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
