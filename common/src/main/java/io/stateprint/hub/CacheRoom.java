package io.stateprint.hub;

import io.stateprint.storage.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The room that models take on the disk of the cache, added up: what several of them need together
 * may be more than there is, where each alone would fit. Used by one thread.
 */
public final class CacheRoom {
  private static final Logger LOG = LoggerFactory.getLogger(CacheRoom.class);
  private static final double GIB = 1L << 30;

  private final Function<Path, OptionalLong> free;
  private final Map<Path, Long> taken = new HashMap<>();

  /** As much as the file system says is free. */
  public CacheRoom() {
    this(CacheRoom::usable);
  }

  /** As much as {@code free} says of a folder; empty where it is not known. */
  CacheRoom(Function<Path, OptionalLong> free) {
    this.free = free;
  }

  /**
   * Takes room for the files of a model that are missing.
   *
   * @param model for the message
   * @param missing bytes of each, by where it will lie
   * @param home of the model in the cache
   * @throws InputException if the room is not there, with the arithmetic
   */
  void take(String model, Map<Path, Long> missing, Path home) {
    long before = sum(taken);
    long own =
        missing.entrySet().stream()
            .filter(file -> !taken.containsKey(file.getKey()))
            .mapToLong(Map.Entry::getValue)
            .sum();
    OptionalLong most = free.apply(home);
    if (own > 0 && most.isPresent() && before + own > most.orElseThrow()) {
      throw new InputException(
          ("Cannot download %s: it needs %.2f GiB%s and %.2f GiB are free (%s); make room, or set"
                  + " STATEPRINT_CACHE to a folder on a larger disk")
              .formatted(
                  model,
                  own / GIB,
                  before > 0 ? ", the models before it %.2f GiB,".formatted(before / GIB) : "",
                  most.orElseThrow() / GIB,
                  home));
    }
    taken.putAll(missing);
  }

  private static long sum(Map<Path, Long> files) {
    return files.values().stream().mapToLong(Long::longValue).sum();
  }

  /** The folder may not be there yet. */
  private static OptionalLong usable(Path folder) {
    Path there = folder.toAbsolutePath();
    while (there.getParent() != null && !Files.exists(there)) {
      there = there.getParent();
    }
    try {
      return OptionalLong.of(Files.getFileStore(there).getUsableSpace());
    } catch (IOException e) {
      LOG.debug("{}: its free space is not known", there, e);
      return OptionalLong.empty();
    }
  }
}
