package io.stateprint.shard;

import ai.djl.ndarray.NDManager;
import io.stateprint.checkpoint.Checkpoint;
import io.stateprint.decoder.Step;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * Reads the steps of a pass in order, a batch ahead: while one computes, the next one is read.
 * Where the next one is waited for, and the one before it is given back, the one after it is begun:
 * of a storage that is far away the two are read side by side. Two batches are in memory, whatever
 * the size of the model. Used by one thread, which closes it and has given back a step before it
 * asks for the next.
 */
final class StepReader implements AutoCloseable {
  private final Checkpoint checkpoint;
  private final Iterator<List<Step>> batches;
  private final StepRoom room;
  private final NDManager manager;
  private final ExecutorService threads;
  private final Deque<CompletableFuture<RawStep>> current = new ArrayDeque<>();
  private List<CompletableFuture<RawStep>> ahead = List.of();
  private boolean high;

  StepReader(
      Checkpoint checkpoint, Iterator<List<Step>> batches, StepRoom room, NDManager manager) {
    this.checkpoint = checkpoint;
    this.batches = batches;
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
    if (current.isEmpty()) {
      current.addAll(ahead);
      readAhead();
    }
    return finished(current.remove());
  }

  private void readAhead() {
    ahead = List.of();
    if (batches.hasNext()) {
      List<Step> batch = batches.next();
      StepRoom.Side side = room.side(high);
      high = !high;
      List<CompletableFuture<RawStep>> raws =
          batch.stream().map(step -> new CompletableFuture<RawStep>()).toList();
      threads.execute(() -> read(batch, side, raws));
      ahead = raws;
    }
  }

  private void read(List<Step> batch, StepRoom.Side side, List<CompletableFuture<RawStep>> raws) {
    Iterator<CompletableFuture<RawStep>> next = raws.iterator();
    try {
      room.copies().begin();
      RawStep.read(checkpoint, batch, side, manager, raw -> next.next().complete(raw));
    } catch (RuntimeException | Error e) {
      raws.forEach(raw -> raw.completeExceptionally(e));
    }
  }

  private static RawStep finished(CompletableFuture<RawStep> step) {
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
