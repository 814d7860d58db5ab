package io.stateprint.jobs.style;

import io.stateprint.storage.InputException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.spark.TaskContext;
import org.apache.spark.TaskKilledException;

/**
 * Java's heap, shared by the tasks of a process: layers that do not fit side by side are read one
 * after another, in no order. Safe for several threads; a thread takes one share at a time.
 */
final class HeapShares {
  /** Of this process. */
  static final HeapShares OF_PROCESS = new HeapShares(Runtime.getRuntime().maxMemory());

  /** What Spark, Parquet and the classes themselves take beside. */
  private static final long BESIDE = 160L << 20;

  private static final int UNIT = 20;
  private static final long LOOK_MILLIS = 200;

  private final long heap;
  private final int units;
  private final Semaphore free;

  /**
   * Shares a heap.
   *
   * @param heap bytes
   */
  HeapShares(long heap) {
    this.heap = heap;
    this.units = (int) Math.max(1, Math.min(Integer.MAX_VALUE, (heap - BESIDE) >> UNIT));
    this.free = new Semaphore(units, true);
  }

  /**
   * Reads a layer as soon as so many bytes are free.
   *
   * @param bytes that reading takes
   * @param what is done, for the message
   * @throws InputException where the heap is too small for it, before it is full
   * @throws TaskKilledException where Spark has ended the task meanwhile
   */
  <T> T within(long bytes, String what, Supplier<T> reading) {
    if (bytes > heap - BESIDE) {
      throw new InputException(
          "Cannot %s: a layer of its prompts under nine conditions takes %d MiB of Java's heap beside %d for all else, and it has %d; set STATEPRINT_HEAP higher, of executors spark.executor.memory, or put fewer prompts under all conditions in a run of their own"
              .formatted(what, bytes >> UNIT, BESIDE >> UNIT, heap >> UNIT));
    }
    int wanted = (int) Math.min(units, (bytes >> UNIT) + 1);
    take(wanted);
    try {
      return reading.get();
    } finally {
      free.release(wanted);
    }
  }

  private void take(int wanted) {
    TaskContext task = TaskContext.get();
    try {
      while (!free.tryAcquire(wanted, LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
        if (task != null && task.isInterrupted()) {
          throw new TaskKilledException();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TaskKilledException();
    }
  }
}
