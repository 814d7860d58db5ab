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
 * a disk or a network idle between requests. The threads are shared by all files of a kind.
 */
public final class PieceReads {
  /** Bytes of a piece. */
  public static final int PIECE = 4 << 20;

  /** Four readers of 4 MiB were the fastest of those tried on a virtual disk. */
  static final PieceReads DISK = new PieceReads("stateprint-disk", 4);

  private final ExecutorService pool;

  /** Pieces fetched by so many threads of that name, which end with the process. */
  public PieceReads(String name, int threads) {
    this.pool =
        Executors.newFixedThreadPool(
            threads,
            work -> {
              Thread thread = new Thread(work, name);
              thread.setDaemon(true);
              return thread;
            });
  }

  /** Fills a piece with the bytes that begin at an offset. */
  public interface Reader {
    /** Fills all that remains of {@code piece}. */
    void read(long offset, ByteBuffer piece) throws IOException;
  }

  /**
   * Fills all that remains of {@code target} with the bytes that begin at {@code offset}. However
   * it ends, no piece is under way any more: they write into the caller's memory.
   *
   * @throws IOException if some piece cannot be read
   */
  public void fill(long offset, ByteBuffer target, Reader reader) throws IOException {
    fill(offset, target, PIECE, reader);
  }

  /** The same in pieces of so many bytes. */
  public void fill(long offset, ByteBuffer target, int bytes, Reader reader) throws IOException {
    List<CompletableFuture<Void>> pieces = new ArrayList<>();
    int begin = target.position();
    for (int from = begin; from < target.limit(); ) {
      long at = offset + from - begin;
      int length = (int) Math.min(bytes - at % bytes, target.limit() - from);
      ByteBuffer piece = target.slice(from, length);
      pieces.add(CompletableFuture.runAsync(() -> read(at, piece, reader), pool));
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
