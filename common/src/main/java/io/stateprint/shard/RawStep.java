package io.stateprint.shard;

import ai.djl.ndarray.NDManager;
import io.stateprint.checkpoint.Checkpoint;
import io.stateprint.decoder.Step;
import java.util.List;

/** The bytes of a step's weights, read; whoever takes it closes it. */
record RawStep(Step step, List<RawTensor> tensors, NDManager manager) implements AutoCloseable {
  static RawStep read(Checkpoint checkpoint, Step step, StepRoom.Side room, NDManager parent) {
    NDManager manager = parent.newSubManager();
    StepReads reads = StepReads.of(checkpoint, !manager.getDevice().isGpu());
    try {
      List<RawTensor> tensors =
          step.weights().stream()
              .map(weight -> RawTensor.read(reads, weight, room, manager))
              .toList();
      reads.finish();
      return new RawStep(step, tensors, manager);
    } catch (RuntimeException | Error e) {
      reads.abandon();
      manager.close();
      throw e;
    }
  }

  @Override
  public void close() {
    manager.close();
  }
}
