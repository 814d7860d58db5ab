package io.stateprint.shard;

import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.IValue;
import io.stateprint.decoder.Rotary;

/** Cosines and sines of a rotary embedding for the positions of a chunk. */
record RotaryTable(Rotary rotary) {
  /** [cosines, sines], each (T, 1, R); they belong to the manager. */
  PtNDArray[] of(Chunk chunk, Weights weights, NDManager manager) {
    try (PtNDArray positions = (PtNDArray) manager.create(chunk.positions());
        PtNDArray frequency = (PtNDArray) manager.create(rotary.frequency(chunk.longest()))) {
      return weights
          .program()
          .runList(
              manager,
              "rotary",
              IValue.from(positions),
              IValue.from(frequency),
              IValue.from(rotary.scale()),
              IValue.from((long) weights.compute().code()))
          .toArray(PtNDArray[]::new);
    }
  }
}
