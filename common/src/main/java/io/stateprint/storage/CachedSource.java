package io.stateprint.storage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.concurrent.atomic.LongAdder;

/**
 * A file whose ranges are kept on the local disk.
 *
 * @param file where they come from
 * @param cache where they are kept
 * @param identity tells the file from others, and from what lay in its place before
 * @param fetching whether it is read only to be kept: small ranges, which are not, are passed over
 * @param found bytes that were there
 */
record CachedSource(
    ByteSource file, RangeCache cache, String identity, boolean fetching, LongAdder found)
    implements ByteSource {
  /** Norms, biases and rows of embeddings are read from where they lie. */
  private static final int SMALL = 64 << 10;

  static CachedSource over(ByteSource file, RangeCache cache, boolean fetching) {
    String version = file.version().isEmpty() ? modified(file.location()) : file.version();
    String identity = "%s\n%d\n%s".formatted(file.location(), file.size(), version);
    return new CachedSource(file, cache, identity, fetching, new LongAdder());
  }

  /** When a local file was last changed. */
  private static String modified(String location) {
    try {
      return Files.getLastModifiedTime(Path.of(location)).toString();
    } catch (IOException | InvalidPathException e) {
      return "";
    }
  }

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
    if (!target.isDirect()) {
      file.read(offset, target);
    } else if (target.remaining() >= SMALL) {
      int length = target.remaining();
      if (cache.read(identity, offset, target, range -> file.read(offset, range))) {
        found.add(length);
      }
    } else if (fetching) {
      target.position(target.limit());
    } else {
      file.read(offset, target);
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
  public long bytesFound() {
    return found.sum();
  }

  @Override
  public void close() {
    file.close();
  }
}
