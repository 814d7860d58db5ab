package io.stateprint.jobs.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A file system of its own in memory, as small as a test wants it, that can be made larger. */
final class SmallDisk implements AutoCloseable {
  private static final List<List<String>> WAYS = List.of(List.of(), List.of("sudo", "-n"));
  private final Path folder;
  private final List<String> way;
  private volatile boolean watching;
  private volatile long peak;

  private SmallDisk(Path folder, List<String> way) {
    this.folder = folder;
    this.way = way;
  }

  /** One with room for so many bytes; empty where nothing may be mounted. */
  static Optional<SmallDisk> mounted(Path folder, long bytes) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return WAYS.stream()
        .filter(way -> done(way, "mount", "-t", "tmpfs", "-o", size(bytes), "tmpfs", folder))
        .findFirst()
        .map(way -> new SmallDisk(folder, way));
  }

  private static String size(long bytes) {
    return "mode=0777,size=" + bytes;
  }

  /** Where it is. */
  Path folder() {
    return folder;
  }

  /** Makes it as large as that. */
  void resize(long bytes) {
    if (!done(way, "mount", "-o", "remount," + size(bytes), folder)) {
      throw new IllegalStateException("Cannot make room in " + folder);
    }
  }

  /** Begins to look how much is taken. */
  void watch() {
    watching = true;
    Thread watch =
        new Thread(
            () -> {
              while (watching) {
                peak = Math.max(peak, used());
                LockSupport.parkNanos(1_000_000);
              }
            },
            "watch of " + folder);
    watch.setDaemon(true);
    watch.start();
  }

  /** The most bytes that were taken since it was watched; that ends now. */
  long peak() {
    watching = false;
    return peak;
  }

  /** Bytes that are taken. */
  long used() {
    try {
      var store = Files.getFileStore(folder);
      return store.getTotalSpace() - store.getUnallocatedSpace();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean done(List<String> way, Object... words) {
    List<String> command = new ArrayList<>(way);
    for (Object word : words) {
      command.add(word.toString());
    }
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor(1, TimeUnit.MINUTES) && process.exitValue() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    watching = false;
    if (!done(way, "umount", "-l", folder)) {
      throw new IllegalStateException("Cannot unmount " + folder);
    }
  }
}
