package io.stateprint.shard;

import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.IValue;
import io.stateprint.decoder.Program;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * Arrays of widened weights that steps use one after another: layers are of the same shapes, and
 * memory that is given back to the system has to be cleared by it before its next use. Used by one
 * thread, which closes it.
 */
final class Buffers implements AutoCloseable {
  private final Program program;
  private final NDManager manager;
  private final PtNDArray place;
  private final Deque<Buffer> free = new ArrayDeque<>();

  /**
   * An array on loan.
   *
   * @param array values of the type that has torch's number {@code code}
   * @param code torch's number of the type
   * @param shape of the array
   * @param bytes of the array
   */
  record Buffer(PtNDArray array, int code, List<Long> shape, long bytes) {}

  Buffers(Program program) {
    this.program = program;
    this.manager = program.newManager();
    this.place = (PtNDArray) manager.create(0f);
  }

  /** An array of that type and shape; its values are whatever was there. */
  Buffer take(int code, List<Long> shape, int elementBytes) {
    long bytes = shape.stream().reduce((long) elementBytes, Math::multiplyExact);
    Optional<Buffer> fitting =
        free.stream().filter(b -> b.code() == code && b.shape().equals(shape)).findFirst();
    fitting.ifPresent(free::remove);
    return fitting.orElseGet(() -> made(code, shape, bytes));
  }

  /** What lies unused makes room first, the oldest before the others. */
  private Buffer made(int code, List<Long> shape, long bytes) {
    long room = bytes;
    for (Iterator<Buffer> old = free.iterator(); old.hasNext() && room > 0; ) {
      Buffer unused = old.next();
      room -= unused.bytes();
      unused.array().close();
      old.remove();
    }
    long[] lengths = shape.stream().mapToLong(Long::longValue).toArray();
    return new Buffer(
        program.run(
            manager,
            "room",
            IValue.from(place),
            IValue.listFrom(lengths),
            IValue.from((long) code)),
        code,
        shape,
        bytes);
  }

  /** Takes an array back. */
  void give(Buffer buffer) {
    free.addLast(buffer);
  }

  @Override
  public void close() {
    manager.close();
  }
}
