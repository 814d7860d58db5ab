package io.stateprint.checkpoint;

import com.sun.management.OperatingSystemMXBean;
import io.stateprint.storage.ByteSource;
import io.stateprint.storage.InputException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The weight files of an open checkpoint, each opened when it is first read: a shard of a model of
 * 160 files holds open only those of its layers.
 */
final class WeightFiles implements AutoCloseable {
  private final CheckpointFiles files;
  private final Map<String, IndexedFile> indexed;
  private final Map<String, ByteSource> open = new HashMap<>();
  private final boolean large;
  private boolean closed;

  WeightFiles(CheckpointFiles files, List<IndexedFile> indexed) {
    this.files = files;
    this.indexed =
        indexed.stream()
            .collect(Collectors.toUnmodifiableMap(IndexedFile::name, Function.identity()));
    this.large = indexed.stream().mapToLong(IndexedFile::size).sum() > memory() / 2;
  }

  /** Memory of the machine, bytes; a checkpoint of more than half of it is not worth caching. */
  private static long memory() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize();
  }

  void read(String file, long offset, ByteBuffer target) {
    source(file).read(offset, target);
  }

  synchronized long bytesRead() {
    return open.values().stream().mapToLong(ByteSource::bytesRead).sum();
  }

  synchronized long bytesFound() {
    return open.values().stream().mapToLong(ByteSource::bytesFound).sum();
  }

  private synchronized ByteSource source(String file) {
    if (closed) {
      throw new IllegalStateException(
          "Cannot read %s: the checkpoint is closed (%s)".formatted(file, files.location()));
    }
    return open.computeIfAbsent(file, this::open);
  }

  private ByteSource open(String file) {
    IndexedFile expected = indexed.get(file);
    if (expected == null) {
      throw new IllegalArgumentException(
          "Cannot read %s: not a file of this checkpoint (%s)".formatted(file, files.location()));
    }
    ByteSource source = files.open(file);
    if (source.size() != expected.size()) {
      source.close();
      throw new InputException(
          "Cannot read %s: it held %d bytes when its header was read, and holds %d now (%s)"
              .formatted(file, expected.size(), source.size(), files.location()));
    }
    if (!source.version().equals(expected.version())) {
      source.close();
      throw new InputException(
          "Cannot read %s: it changed since its header was read, from version %s to %s; sample from weights that stay as they are (%s)"
              .formatted(file, expected.version(), source.version(), files.location()));
    }
    if (large) {
      source.passCaches();
    }
    return source;
  }

  @Override
  public synchronized void close() {
    closed = true;
    open.values().forEach(ByteSource::close);
  }
}
