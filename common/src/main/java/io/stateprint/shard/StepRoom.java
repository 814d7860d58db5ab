package io.stateprint.shard;

import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.IValue;
import io.stateprint.checkpoint.Tensor;
import io.stateprint.decoder.Decoder;
import io.stateprint.decoder.Plain;
import io.stateprint.decoder.Program;
import io.stateprint.decoder.Step;
import io.stateprint.decoder.StepWeight;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * Memory that the plain weights of steps are read into, a stretch for each stored type: one batch
 * of steps lies at its low end, the next one at its high end. What two neighbours need is enough
 * for a whole pass, and no page of it is taken from the system twice. A side is used by one thread
 * at a time; whoever makes the room closes it when no array of it is used any more.
 */
final class StepRoom implements AutoCloseable {
  /** Arrays begin at multiples of so many elements, as wide registers like it. */
  private static final long ALIGNMENT = 64;

  private final Program program;
  private final NDManager manager;
  private final HostToDevice copies;
  private final Map<Integer, Stretch> stretches = new HashMap<>();

  private record Stretch(PtNDArray memory, long elements) {}

  private StepRoom(Program program, Map<Integer, Long> elements) {
    this.program = program;
    this.manager = program.newManager();
    this.copies = HostToDevice.of(program);
    elements.forEach((code, count) -> stretches.put(code, new Stretch(memory(code, count), count)));
  }

  private PtNDArray memory(int code, long elements) {
    try (PtNDArray like = (PtNDArray) manager.create(0f)) {
      return program.run(
          manager,
          "room",
          IValue.from(like),
          IValue.listFrom(new long[] {elements}),
          IValue.from((long) code));
    }
  }

  /** Room for batches of steps that are read one ahead. */
  static StepRoom ofNeighbours(Program program, List<List<Step>> batches) {
    Map<Integer, Long> most = new HashMap<>();
    Map<Integer, Long> before = Map.of();
    for (List<Step> batch : batches) {
      Map<Integer, Long> own = elements(program, batch);
      Map<Integer, Long> both = new HashMap<>(own);
      before.forEach((code, count) -> both.merge(code, count, Long::sum));
      both.forEach((code, count) -> most.merge(code, count, Math::max));
      before = own;
    }
    return new StepRoom(program, most);
  }

  /** Room for one batch of steps at a time, on the low side. */
  static StepRoom ofOne(Program program, List<List<Step>> batches) {
    Map<Integer, Long> most = new HashMap<>();
    batches.forEach(
        batch ->
            elements(program, batch).forEach((code, count) -> most.merge(code, count, Math::max)));
    return new StepRoom(program, most);
  }

  private static Map<Integer, Long> elements(Program program, List<Step> batch) {
    Map<Integer, Long> elements = new HashMap<>();
    for (Step step : batch) {
      for (StepWeight weight : step.weights()) {
        if (weight.packing() instanceof Plain && !program.device().isGpu()) {
          Tensor tensor = weight.packing().tensor();
          elements.merge(Decoder.code(tensor.type()), aligned(tensor.elements()), Long::sum);
        }
      }
    }
    return elements;
  }

  private static long aligned(long elements) {
    return (elements + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
  }

  /** The low end, or the high one, empty: what lay there is used up. */
  Side side(boolean high) {
    return new Side(high);
  }

  /** The way of all other bytes to the device. */
  HostToDevice copies() {
    return copies;
  }

  @Override
  public void close() {
    copies.close();
    manager.close();
  }

  /** One end of the room, taken up from the outside in. */
  final class Side {
    private final boolean high;
    private final Map<Integer, Long> taken = new HashMap<>();

    private Side(boolean high) {
      this.high = high;
    }

    /**
     * An array of a tensor's type and shape; its values are whatever was there.
     *
     * @param owner closes it
     */
    PtNDArray take(Tensor tensor, NDManager owner) {
      int code = Decoder.code(tensor.type());
      Stretch stretch = Objects.requireNonNull(stretches.get(code), tensor.name());
      long after = taken.merge(code, aligned(tensor.elements()), Long::sum);
      long first = high ? stretch.elements() - after : after - aligned(tensor.elements());
      if (after > stretch.elements()) {
        throw new IllegalStateException(
            "No room for %s: %d of %d".formatted(tensor.name(), after, stretch.elements()));
      }
      return program.run(
          owner,
          "part",
          IValue.from(stretch.memory()),
          IValue.from(first),
          IValue.from(tensor.elements()),
          IValue.listFrom(tensor.shape().stream().mapToLong(Long::longValue).toArray()));
    }

    /** Bytes of weights that are not plain, or not on the processor. */
    PtNDArray bytes(NDManager owner, long size, Consumer<ByteBuffer> fill) {
      return copies.bytes(owner, size, fill);
    }

    /** The memory of some rows of an array, for writing, in the machine's order of bytes. */
    ByteBuffer memory(PtNDArray array, long first, long rows, NDManager owner) {
      try (PtNDArray part =
          program.run(owner, "rows", IValue.from(array), IValue.from(first), IValue.from(rows))) {
        return part.toByteBuffer(true);
      }
    }
  }
}
