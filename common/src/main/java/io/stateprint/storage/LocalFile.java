package io.stateprint.storage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** A file of the local disk; large reads are cut into pieces that are fetched side by side. */
final class LocalFile implements ByteSource {
  /** The JDK reads into a heap buffer through a direct one of the same size, kept per thread. */
  private static final int HEAP_PIECE = 1 << 20;

  private final Path path;
  private final long size;
  private final LongAdder bytesRead = new LongAdder();
  private volatile @Nullable DirectReads direct;
  private volatile FileChannel channel;
  private volatile boolean closed;

  private LocalFile(Path path, FileChannel channel) throws IOException {
    this.path = path;
    this.channel = channel;
    this.size = channel.size();
  }

  static LocalFile open(Path path) {
    if (Files.isDirectory(path)) {
      throw new InputException("Cannot open %s: it is a directory".formatted(path));
    }
    try {
      return new LocalFile(path, FileChannel.open(path, StandardOpenOption.READ));
    } catch (NoSuchFileException e) {
      throw new InputException("Cannot open %s: no such file".formatted(path), e);
    } catch (IOException e) {
      throw new InputException("Cannot open %s: %s".formatted(path, e), e);
    }
  }

  @Override
  public String location() {
    return path.toString();
  }

  @Override
  public long size() {
    return size;
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
              .formatted(offset, offset + target.remaining(), size, path));
    }
    try {
      readFully(offset, target);
    } catch (ClosedByInterruptException e) {
      throw new UncheckedIOException("Reading was interrupted: " + path, e);
    } catch (IOException e) {
      throw new InputException("Cannot read %s: %s".formatted(path, e), e);
    }
  }

  @Override
  public synchronized void passCaches() {
    if (!closed && direct == null) {
      direct = DirectReads.open(path).orElse(null);
    }
  }

  private void readFully(long offset, ByteBuffer target) throws IOException {
    if (target.isDirect() && target.remaining() >= PieceReads.PIECE) {
      PieceReads.DISK.fill(offset, target, this::readPiece);
    } else {
      readThroughCache(offset, target);
    }
  }

  /** A file system that takes the flag and then refuses to read so is read as others are. */
  private void readPiece(long offset, ByteBuffer target) throws IOException {
    DirectReads way = direct;
    if (way == null) {
      readThroughCache(offset, target);
      return;
    }
    int count = target.remaining();
    try {
      way.read(offset, target);
      bytesRead.add(count);
    } catch (IOException e) {
      readThroughCache(offset, target);
    }
  }

  private void readThroughCache(long offset, ByteBuffer target) throws IOException {
    long at = offset;
    int end = target.limit();
    while (target.position() < end) {
      if (!target.isDirect()) {
        target.limit(Math.min(end, target.position() + HEAP_PIECE));
      }
      int count = readOnce(at, target);
      target.limit(end);
      if (count < 0) {
        throw new IOException("it shrank to %d bytes while it was open".formatted(at));
      }
      at += count;
      bytesRead.add(count);
    }
  }

  /** An interrupt of one reading thread closes a channel for all of them; the others go on. */
  private int readOnce(long at, ByteBuffer target) throws IOException {
    while (true) {
      FileChannel current = channel;
      try {
        return current.read(target, at);
      } catch (ClosedByInterruptException e) {
        throw e;
      } catch (ClosedChannelException e) {
        reopen(current);
      }
    }
  }

  private synchronized void reopen(FileChannel broken) throws IOException {
    if (closed) {
      throw new IOException("it was closed");
    }
    if (channel == broken) {
      channel = FileChannel.open(path, StandardOpenOption.READ);
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
    DirectReads way = direct;
    try {
      channel.close();
      if (way != null) {
        way.close();
      }
    } catch (IOException e) {
      throw new InputException("Cannot close %s: %s".formatted(path, e), e);
    }
  }
}
