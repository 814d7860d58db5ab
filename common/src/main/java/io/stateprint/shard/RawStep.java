package io.stateprint.shard;

import ai.djl.ndarray.NDManager;
import io.stateprint.checkpoint.Checkpoint;
import io.stateprint.decoder.Step;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;

/** The bytes of a step's weights, read; whoever takes it closes it. */
record RawStep(Step step, List<RawTensor> tensors, NDManager manager) implements AutoCloseable {
  /** A step whose reads are under way. */
  private record Begun(RawStep raw, StepReads reads) {
    RawStep finish() {
      try {
        reads.finish();
        return raw;
      } catch (RuntimeException | Error e) {
        abandon();
        throw e;
      }
    }

    /** Waits for the reads, however they end: their memory goes. */
    void abandon() {
      reads.abandon();
      raw.close();
    }
  }

  /**
   * Reads steps together, from a storage that is far away; each is taken as soon as it and those
   * before it are there. Where one fails, no read is under way any more when that is thrown.
   */
  static void read(
      Checkpoint checkpoint,
      List<Step> batch,
      StepRoom.Side room,
      NDManager parent,
      Consumer<RawStep> taker) {
    Deque<Begun> begun = new ArrayDeque<>();
    try {
      batch.forEach(step -> begun.add(begin(checkpoint, step, room, parent)));
      while (!begun.isEmpty()) {
        taker.accept(begun.remove().finish());
      }
    } catch (RuntimeException | Error e) {
      begun.forEach(Begun::abandon);
      throw e;
    }
  }

  private static Begun begin(
      Checkpoint checkpoint, Step step, StepRoom.Side room, NDManager parent) {
    NDManager manager = parent.newSubManager();
    StepReads reads = StepReads.of(checkpoint, !manager.getDevice().isGpu());
    try {
      List<RawTensor> tensors =
          step.weights().stream()
              .map(weight -> RawTensor.read(reads, weight, room, manager))
              .toList();
      return new Begun(new RawStep(step, tensors, manager), reads);
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
