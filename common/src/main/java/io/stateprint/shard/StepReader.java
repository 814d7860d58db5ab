package io.stateprint.shard;

import ai.djl.ndarray.NDManager;
import io.stateprint.checkpoint.Checkpoint;
import io.stateprint.decoder.Step;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Reads the steps of a pass in order, one ahead: while a step computes, the next one is read. Two
 * steps are in memory, whatever the size of the model. Used by one thread, which closes it.
 */
final class StepReader implements AutoCloseable {
  private final Checkpoint checkpoint;
  private final Iterator<Step> steps;
  private final Buffers buffers;
  private final NDManager manager;
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(
          work -> {
            Thread reader = new Thread(work, "stateprint-reader");
            reader.setDaemon(true);
            return reader;
          });
  private @Nullable Future<RawStep> ahead;

  StepReader(Checkpoint checkpoint, Iterator<Step> steps, Buffers buffers, NDManager manager) {
    this.checkpoint = checkpoint;
    this.steps = steps;
    this.buffers = buffers;
    this.manager = manager;
    readAhead();
  }

  /** The next step, read; the caller closes it. */
  RawStep next() {
    Future<RawStep> current = ahead;
    if (current == null) {
      throw new NoSuchElementException("no step is left");
    }
    RawStep step = finished(current);
    readAhead();
    return step;
  }

  private void readAhead() {
    if (steps.hasNext()) {
      Step step = steps.next();
      ahead = thread.submit(() -> RawStep.read(checkpoint, step, buffers, manager));
    } else {
      ahead = null;
    }
  }

  private static RawStep finished(Future<RawStep> step) {
    try {
      return step.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Reading weights was interrupted", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException("Reading weights failed", e.getCause());
    }
  }

  /** Waits for a read that is under way: its memory must not be freed under it. */
  @Override
  public void close() {
    thread.shutdown();
    boolean interrupted = false;
    while (true) {
      try {
        if (thread.awaitTermination(1, TimeUnit.HOURS)) {
          break;
        }
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
