package io.stateprint.storage;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/**
 * How fast this process may read from where checkpoints lie, all its files together: storage that
 * others use too is not taken whole. A read that would be too early waits.
 */
public final class ReadRate {
  private static final Map<Long, ReadRate> SHARED = new ConcurrentHashMap<>();
  private static final int PIECE = 4 << 20;

  private final long bytesPerSecond;
  private long next = System.nanoTime();

  private ReadRate(long bytesPerSecond) {
    this.bytesPerSecond = bytesPerSecond;
  }

  /** The limit of this process, bytes a second. */
  public static ReadRate of(long bytesPerSecond) {
    return SHARED.computeIfAbsent(bytesPerSecond, ReadRate::new);
  }

  /** The file, read no faster. */
  public ByteSource over(ByteSource file) {
    return new Limited(file, this);
  }

  /** Waits until so many bytes may be read. */
  private void await(long bytes) {
    long begin;
    synchronized (this) {
      begin = Math.max(next, System.nanoTime());
      next = begin + (long) (bytes * 1e9 / bytesPerSecond);
    }
    long end = begin + (long) (bytes * 1e9 / bytesPerSecond);
    for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
      if (Thread.currentThread().isInterrupted()) {
        throw new IllegalStateException("Reading was interrupted");
      }
      LockSupport.parkNanos(left);
    }
  }

  private record Limited(ByteSource file, ReadRate rate) implements ByteSource {
    @Override
    public String location() {
      return file.location();
    }

    @Override
    public long size() {
      return file.size();
    }

    @Override
    public String version() {
      return file.version();
    }

    @Override
    public void read(long offset, ByteBuffer target) {
      int end = target.limit();
      for (long at = offset; target.position() < end; ) {
        int count = Math.min(PIECE, end - target.position());
        rate.await(count);
        target.limit(target.position() + count);
        file.read(at, target);
        target.limit(end);
        at += count;
      }
    }

    @Override
    public void passCaches() {
      file.passCaches();
    }

    @Override
    public long bytesRead() {
      return file.bytesRead();
    }

    @Override
    public void close() {
      file.close();
    }
  }
}
