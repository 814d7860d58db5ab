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
 * Reads the steps of a pass in order, one ahead: while a step computes, the next one is read. Where
 * the next one is waited for, and the one before it is given back, the one after it is begun: of a
 * storage that is far away the two are read side by side. Two steps are in memory, whatever the
 * size of the model. Used by one thread, which closes it and has given back a step before it asks
 * for the next.
 */
final class StepReader implements AutoCloseable {
  private final Checkpoint checkpoint;
  private final Iterator<Step> steps;
  private final StepRoom room;
  private final NDManager manager;
  private final ExecutorService threads;
  private @Nullable Future<RawStep> ahead;
  private boolean high;

  StepReader(Checkpoint checkpoint, Iterator<Step> steps, StepRoom room, NDManager manager) {
    this.checkpoint = checkpoint;
    this.steps = steps;
    this.room = room;
    this.manager = manager;
    this.threads =
        Executors.newFixedThreadPool(
            checkpoint.isFar() ? 2 : 1,
            work -> {
              Thread reader = new Thread(work, "stateprint-reader");
              reader.setDaemon(true);
              return reader;
            });
    readAhead();
  }

  /** The next step, read; the caller closes it. */
  RawStep next() {
    Future<RawStep> current = ahead;
    if (current == null) {
      throw new NoSuchElementException("no step is left");
    }
    readAhead();
    return finished(current);
  }

  private void readAhead() {
    if (steps.hasNext()) {
      Step step = steps.next();
      StepRoom.Side side = room.side(high);
      high = !high;
      ahead = threads.submit(() -> read(step, side));
    } else {
      ahead = null;
    }
  }

  private RawStep read(Step step, StepRoom.Side side) {
    room.copies().begin();
    return RawStep.read(checkpoint, step, side, manager);
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
    threads.shutdown();
    boolean interrupted = false;
    while (true) {
      try {
        if (threads.awaitTermination(1, TimeUnit.HOURS)) {
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
