package io.stateprint.shard;

import io.stateprint.checkpoint.Checkpoint;
import io.stateprint.checkpoint.Tensor;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The reads of a step: one after another from a disk; side by side from a storage that is far away,
 * where each would wait for an answer of its own. Used by one thread, which ends it.
 *
 * @param checkpoint that is read
 * @param together whether reads may be under way side by side
 * @param begun reads that are not waited for yet
 */
record StepReads(Checkpoint checkpoint, boolean together, List<CompletableFuture<Void>> begun) {
  /** Tensors of a step that are asked for at once; each is cut into pieces besides. */
  private static final int THREADS = 16;

  private static final ExecutorService POOL =
      Executors.newFixedThreadPool(
          THREADS,
          work -> {
            Thread thread = new Thread(work, "stateprint-tensor");
            thread.setDaemon(true);
            return thread;
          });

  /** Reads whose targets are used only after {@link #finish}. */
  static StepReads of(Checkpoint checkpoint, boolean mayWait) {
    return new StepReads(checkpoint, mayWait && checkpoint.isFar(), new ArrayList<>());
  }

  /** As {@link Checkpoint#read}. */
  void whole(Tensor tensor, ByteBuffer target) {
    begin(() -> checkpoint.read(tensor, target));
  }

  /** As {@link Checkpoint#readRows}. */
  void rows(Tensor tensor, long first, long count, ByteBuffer target) {
    begin(() -> checkpoint.readRows(tensor, first, count, target));
  }

  private void begin(Runnable read) {
    if (together) {
      begun.add(CompletableFuture.runAsync(read, POOL));
    } else {
      read.run();
    }
  }

  /** Waits for all reads, then throws what one of them threw. */
  void finish() {
    try {
      CompletableFuture.allOf(begun.toArray(CompletableFuture[]::new)).join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw e;
    }
  }

  /** Waits for all reads, however they end: their memory is about to go. */
  void abandon() {
    begun.forEach(read -> read.handle((none, failure) -> true).join());
  }
}
