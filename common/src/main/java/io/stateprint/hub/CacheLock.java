package io.stateprint.hub;

import io.stateprint.storage.InputException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One folder of the cache, held by one download at a time: among processes by a lock on a file,
 * among the threads of this one (where such a lock counts for all of them) by a lock of the JDK.
 */
final class CacheLock {
  private static final Logger LOG = LoggerFactory.getLogger(CacheLock.class);
  private static final Map<Path, ReentrantLock> IN_THIS_PROCESS = new ConcurrentHashMap<>();

  private CacheLock() {}

  /** Waits for its turn with the folder, makes it where there is none, and does the work. */
  static <T> T holding(Path folder, Supplier<T> work) {
    Path file = folder.toAbsolutePath().normalize().resolve("lock");
    ReentrantLock turn = IN_THIS_PROCESS.computeIfAbsent(file, any -> new ReentrantLock());
    turn.lock();
    try (FileChannel channel = open(file)) {
      FileLock lock = lock(channel, folder);
      try {
        return work.get();
      } finally {
        lock.release();
      }
    } catch (IOException e) {
      throw new InputException(
          "Cannot lock the cache: %s (%s); set STATEPRINT_CACHE to a folder that can be written"
              .formatted(e, file),
          e);
    } finally {
      turn.unlock();
    }
  }

  private static FileLock lock(FileChannel channel, Path folder) throws IOException {
    FileLock lock = channel.tryLock();
    if (lock != null) {
      return lock;
    }
    LOG.info("waiting for another process that downloads to {}", folder);
    return channel.lock();
  }

  private static FileChannel open(Path file) throws IOException {
    Files.createDirectories(file.resolveSibling(""));
    return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
  }
}
