package io.stateprint.storage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Cuts a large read into pieces that a few threads fetch side by side: one request at a time leaves
 * a disk idle between requests. The threads are shared by all files of the process.
 */
final class PieceReads {
  /** Bytes of a piece. */
  static final int PIECE = 4 << 20;

  /** Four readers of 4 MiB were the fastest of those tried on a virtual disk. */
  private static final int THREADS = 4;

  private static final ExecutorService POOL =
      Executors.newFixedThreadPool(
          THREADS,
          work -> {
            Thread thread = new Thread(work, "stateprint-disk");
            thread.setDaemon(true);
            return thread;
          });

  private PieceReads() {}

  /** Fills a piece with the bytes that begin at an offset. */
  interface Reader {
    void read(long offset, ByteBuffer piece) throws IOException;
  }

  /**
   * Fills all that remains of {@code target} with the bytes that begin at {@code offset}. However
   * it ends, no piece is under way any more: they write into the caller's memory.
   */
  static void fill(long offset, ByteBuffer target, Reader reader) throws IOException {
    List<CompletableFuture<Void>> pieces = new ArrayList<>();
    int begin = target.position();
    for (int from = begin; from < target.limit(); ) {
      long at = offset + from - begin;
      int length = (int) Math.min(PIECE - at % PIECE, target.limit() - from);
      ByteBuffer piece = target.slice(from, length);
      pieces.add(CompletableFuture.runAsync(() -> read(at, piece, reader), POOL));
      from += length;
    }
    try {
      CompletableFuture.allOf(pieces.toArray(CompletableFuture[]::new)).join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof UncheckedIOException cause) {
        throw cause.getCause();
      }
      throw e;
    }
    target.position(target.limit());
  }

  private static void read(long at, ByteBuffer piece, Reader reader) {
    try {
      reader.read(at, piece);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
