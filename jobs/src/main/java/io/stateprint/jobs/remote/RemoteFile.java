package io.stateprint.jobs.remote;

import io.stateprint.storage.ByteSource;
import io.stateprint.storage.InputException;
import io.stateprint.storage.PieceReads;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.LongAdder;
import org.apache.hadoop.fs.EtagSource;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileRange;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Options.OpenFileOptions;
import org.apache.hadoop.util.functional.FutureIO;

/**
 * A file of an object store, or of another of Hadoop's file systems: large reads are cut into
 * pieces, each a request for exactly its bytes, many of them under way at once. Of an object store
 * every request names the ETag that the file had when it was opened.
 */
final class RemoteFile implements ByteSource {
  /** One connection to S3 gives some 50 to 100 MB/s; a node's network takes many of them. */
  static final int AT_ONCE = 32;

  private static final PieceReads PIECES = new PieceReads("stateprint-remote", AT_ONCE);

  /** A request costs a client of S3 about two milliseconds of processor, so it asks for no less. */
  private static final int LEAST_PIECE = 2 << 20;

  /** Requests repeat inside Hadoop's client; an answer that breaks off is asked for again here. */
  private static final int ATTEMPTS = 6;

  private static final Duration FIRST_WAIT = Duration.ofMillis(250);

  private final String location;
  private final long size;
  private final String version;
  private final FSDataInputStream stream;
  private final LongAdder bytesRead = new LongAdder();

  private RemoteFile(FileStatus status, FSDataInputStream stream) {
    this.location = status.getPath().toString();
    this.size = status.getLen();
    this.version = version(status);
    this.stream = stream;
  }

  /** Opens what was found; nothing is asked of the storage before the first read. */
  static RemoteFile open(FileSystem system, FileStatus status) {
    String location = status.getPath().toString();
    if (status.isDirectory()) {
      throw new InputException("Cannot open %s: it is a folder".formatted(location));
    }
    try {
      return new RemoteFile(
          status,
          FutureIO.awaitFuture(
              system
                  .openFile(status.getPath())
                  .withFileStatus(status)
                  .opt(
                      OpenFileOptions.FS_OPTION_OPENFILE_READ_POLICY,
                      OpenFileOptions.FS_OPTION_OPENFILE_READ_POLICY_RANDOM)
                  .build()));
    } catch (IOException e) {
      throw RemoteFailures.because("open", location, e);
    }
  }

  private static String version(FileStatus status) {
    String etag = status instanceof EtagSource source ? source.getEtag() : null;
    return etag == null || etag.isEmpty() ? "of " + status.getModificationTime() : etag;
  }

  @Override
  public String location() {
    return location;
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public String version() {
    return version;
  }

  @Override
  public long bytesRead() {
    return bytesRead.sum();
  }

  @Override
  public void read(long offset, ByteBuffer target) {
    if (offset < 0 || target.remaining() > size - offset) {
      throw new InputException(
          "Cannot read bytes %d to %d: the file holds %d (%s)"
              .formatted(offset, offset + target.remaining(), size, location));
    }
    try {
      if (target.remaining() > LEAST_PIECE) {
        PIECES.fill(offset, target, piece(target.remaining()), this::readPiece);
      } else if (target.hasRemaining()) {
        readPiece(offset, target);
      }
    } catch (IOException e) {
      throw RemoteFailures.because("read", location, e);
    }
  }

  /** Small enough that a read takes to many connections, large enough for what a request costs. */
  private static int piece(int bytes) {
    int even = Integer.highestOneBit(bytes / AT_ONCE);
    return Math.max(LEAST_PIECE, Math.min(PieceReads.PIECE, even));
  }

  private void readPiece(long offset, ByteBuffer target) throws IOException {
    long wait = FIRST_WAIT.toMillis();
    for (int attempt = 1; ; attempt++) {
      try {
        readOnce(offset, target.duplicate());
        bytesRead.add(target.remaining());
        target.position(target.limit());
        return;
      } catch (IOException e) {
        if (attempt == ATTEMPTS || !RemoteFailures.isPassing(e)) {
          throw e;
        }
        pause(wait);
        wait *= 2;
      }
    }
  }

  /** One request; it is over when this returns, so nothing writes into the target any more. */
  private void readOnce(long offset, ByteBuffer target) throws IOException {
    FileRange range = FileRange.createFileRange(offset, target.remaining());
    stream.readVectored(
        List.of(range), length -> target.isDirect() ? target.slice() : ByteBuffer.allocate(length));
    try {
      ByteBuffer read = range.getData().join();
      if (!target.isDirect()) {
        target.put(read);
      }
    } catch (CompletionException e) {
      throw e.getCause() instanceof IOException cause ? cause : new IOException(e.getCause());
    }
  }

  private static void pause(long millis) throws IOException {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("reading was interrupted", e);
    }
  }

  @Override
  public void close() {
    try {
      stream.close();
    } catch (IOException e) {
      throw RemoteFailures.because("close", location, e);
    }
  }
}
