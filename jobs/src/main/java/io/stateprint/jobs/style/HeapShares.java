package io.stateprint.jobs.style;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.spark.TaskContext;
import org.apache.spark.TaskKilledException;

/**
 * Java's heap, shared by the tasks of a process: layers that do not fit side by side are read one
 * after another, first come, first served. Safe for several threads; a thread takes one share at a
 * time.
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

  /** The whole heap, bytes. */
  long heap() {
    return heap;
  }

  /** Whether so many bytes fit into the heap when nothing else is read. */
  boolean fits(long bytes) {
    return bytes <= heap - BESIDE;
  }

  /**
   * Does work that takes so many bytes, as soon as they are free; all of the heap where that is
   * less.
   *
   * @throws TaskKilledException where Spark has ended the task meanwhile
   */
  <T> T within(long bytes, Supplier<T> work) {
    int wanted = (int) Math.min(units, (bytes >> UNIT) + 1);
    take(wanted);
    try {
      return work.get();
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
