package io.stateprint.shard;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.IValue;
import io.stateprint.decoder.Program;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * How bytes that are read come to a program's device. On the processor they are read to where they
 * are used. A GPU has them copied from pinned memory, over a stream of the reading thread's own:
 * beside what another thread has it compute. It may therefore still read what a thread has closed;
 * whoever closes such bytes waits first. Whoever makes this closes it.
 */
final class HostToDevice implements AutoCloseable {
  private final Optional<Gpu> gpu;
  private final Set<Thread> begun = ConcurrentHashMap.newKeySet();

  private record Gpu(Program text, NDManager manager, PtNDArray like) {
    static Gpu of(Program text) {
      NDManager manager = text.newManager();
      return new Gpu(text, manager, (PtNDArray) manager.create(0f));
    }

    void run(String method) {
      text.run(manager, method, IValue.from(like)).close();
    }
  }

  private HostToDevice(Optional<Gpu> gpu) {
    this.gpu = gpu;
  }

  /** To the device of a program. */
  static HostToDevice of(Program program) {
    return new HostToDevice(
        program.device().isGpu()
            ? Optional.of(Gpu.of(Program.resource(HostToDevice.class, "copies", program.device())))
            : Optional.empty());
  }

  /** From here on copies of this thread go beside what others compute. */
  void begin() {
    if (gpu.isPresent() && begun.add(Thread.currentThread())) {
      gpu.orElseThrow().run("begin");
    }
  }

  /** Returns when the device has done what this thread gave it. */
  void await() {
    gpu.ifPresent(one -> one.run("wait"));
  }

  /** Bytes on the device that {@code fill} writes; they belong to the manager. */
  PtNDArray bytes(NDManager manager, long size, Consumer<ByteBuffer> fill) {
    if (gpu.isEmpty()) {
      NDArray array = manager.create(new Shape(size), DataType.UINT8);
      fill.accept(array.toByteBuffer(true));
      return (PtNDArray) array;
    }
    Gpu own = gpu.orElseThrow();
    try (PtNDArray staged = own.text().run(manager, "pinned", IValue.from(size))) {
      fill.accept(staged.toByteBuffer(true));
      return own.text().run(manager, "upload", IValue.from(staged), IValue.from(own.like()));
    }
  }

  @Override
  public void close() {
    gpu.ifPresent(
        one -> {
          one.manager().close();
          one.text().close();
        });
  }
}
