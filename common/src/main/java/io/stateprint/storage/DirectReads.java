package io.stateprint.storage;

import com.sun.nio.file.ExtendedOpenOption;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * Reads a file past the system's page cache ({@code O_DIRECT}): what is larger than memory would
 * only push other things out of it, and costs a copy and the clearing of a page each. Whole blocks
 * go into a buffer of the reading thread, and from there to where they are wanted.
 */
final class DirectReads implements AutoCloseable {
  private static final int MOST_BLOCK = 1 << 16;

  private static final ThreadLocal<ByteBuffer> STAGE =
      ThreadLocal.withInitial(
          () ->
              ByteBuffer.allocateDirect(PieceReads.PIECE + 2 * MOST_BLOCK)
                  .alignedSlice(MOST_BLOCK));

  private final FileChannel channel;
  private final int block;

  private DirectReads(FileChannel channel, int block) {
    this.channel = channel;
    this.block = block;
  }

  /** Opens a file so, empty where its file system cannot; the caller closes it. */
  static Optional<DirectReads> open(Path path) {
    try {
      long block = Files.getFileStore(path).getBlockSize();
      if (block > MOST_BLOCK || Long.bitCount(block) != 1) {
        return Optional.empty();
      }
      FileChannel channel =
          FileChannel.open(path, StandardOpenOption.READ, ExtendedOpenOption.DIRECT);
      return Optional.of(new DirectReads(channel, (int) block));
    } catch (IOException | UnsupportedOperationException e) {
      return Optional.empty();
    }
  }

  /**
   * Fills {@code target}, at most a piece, with the bytes that begin at {@code offset}.
   *
   * @throws IOException if the file ends before, or cannot be read so
   */
  void read(long offset, ByteBuffer target) throws IOException {
    ByteBuffer stage = STAGE.get();
    int before = (int) (offset % block);
    int wanted = before + target.remaining();
    stage.clear().limit((wanted + block - 1) / block * block);
    long first = offset - before;
    while (stage.position() < wanted) {
      int count = channel.read(stage, first + stage.position());
      boolean ended = count < 0 || stage.position() % block != 0;
      if (ended && stage.position() < wanted) {
        throw new IOException("it ends after %d bytes".formatted(first + stage.position()));
      }
    }
    target.put(stage.flip().slice(before, target.remaining()));
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
