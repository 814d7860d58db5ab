package io.stateprint.shard;

import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.IValue;
import io.stateprint.checkpoint.Tensor;
import io.stateprint.decoder.ComputeType;
import io.stateprint.decoder.Decoder;
import io.stateprint.decoder.Program;
import io.stateprint.decoder.StepWeight;
import java.util.ArrayList;
import java.util.List;

/** Turns bytes as stored into weights of the compute type, on the device. */
record Weights(Program program, ComputeType compute) {
  /** All weights of a step, in order; they belong to the manager. The bytes are freed. */
  PtNDArray[] of(RawStep step, NDManager manager) {
    return step.tensors().stream().map(raw -> of(raw, manager)).toArray(PtNDArray[]::new);
  }

  private PtNDArray of(RawTensor raw, NDManager manager) {
    Tensor tensor = raw.weight().tensor();
    long type = raw.weight().wide() ? ComputeType.FLOAT32.code() : compute.code();
    if (raw.pieces().size() == 1 && raw.scale().isEmpty()) {
      return widened(raw.pieces().get(0).bytes(), tensor, tensor.shape(), type, manager);
    }
    PtNDArray out =
        program.run(
            manager,
            "room",
            IValue.from(raw.pieces().get(0).bytes()),
            IValue.listFrom(longs(tensor.shape())),
            IValue.from(type));
    raw.pieces().forEach(piece -> fill(out, raw, piece, manager));
    raw.scale().ifPresent(PtNDArray::close);
    return out;
  }

  private void fill(PtNDArray out, RawTensor raw, RawTensor.Piece piece, NDManager manager) {
    long[] shape = longs(raw.weight().tensor().shape());
    shape[0] = piece.rows();
    List<IValue> arguments = new ArrayList<>();
    try (PtNDArray bytes = piece.bytes()) {
      arguments.add(IValue.from(out));
      arguments.add(IValue.from(bytes));
      if (raw.scale().isPresent()) {
        StepWeight.Scale scale = raw.weight().scale().orElseThrow();
        arguments.add(IValue.from(raw.scale().orElseThrow()));
        arguments.add(IValue.listFrom(longs(scale.tensor().shape())));
        arguments.add(IValue.listFrom(new long[] {scale.rows(), scale.columns()}));
      } else {
        arguments.add(IValue.from((long) Decoder.code(raw.weight().tensor().type())));
      }
      arguments.add(IValue.listFrom(shape));
      arguments.add(IValue.from(piece.first()));
      String method = raw.scale().isPresent() ? "fill_scaled" : "fill";
      program.run(manager, method, arguments.toArray(IValue[]::new)).close();
    }
  }

  /** Bytes of some rows as numbers of that shape; the bytes are freed. */
  PtNDArray of(PtNDArray bytes, Tensor tensor, List<Long> shape, NDManager manager) {
    return widened(bytes, tensor, shape, compute.code(), manager);
  }

  private PtNDArray widened(
      PtNDArray bytes, Tensor tensor, List<Long> shape, long type, NDManager manager) {
    try (bytes) {
      return program.run(
          manager,
          "weight",
          IValue.from(bytes),
          IValue.from((long) Decoder.code(tensor.type())),
          IValue.listFrom(longs(shape)),
          IValue.from(type));
    }
  }

  private static long[] longs(List<Long> shape) {
    return shape.stream().mapToLong(Long::longValue).toArray();
  }
}
