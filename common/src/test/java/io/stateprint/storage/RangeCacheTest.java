package io.stateprint.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ranges of a far file on the local disk: read once, whole or not at all, never more than fit. */
class RangeCacheTest {
  private static final int LENGTH = 1 << 20;
  private static final int RANGE = 128 << 10;
  @TempDir private Path folder;
  private Path file = Path.of("");
  private byte[] content = new byte[0];

  @BeforeEach
  void write() throws IOException {
    file = folder.resolve("weights");
    content = new byte[LENGTH];
    new Random(1).nextBytes(content);
    Files.write(file, content);
  }

  @Test
  void readsEachRangeOnceFromWhereItLies() {
    try (ByteSource far = open(1 << 30)) {
      assertThat(read(far, 0)).isEqualTo(part(0));
      assertThat(read(far, RANGE)).isEqualTo(part(RANGE));
      assertThat(far.bytesRead()).isEqualTo(2 * RANGE);

      assertThat(read(far, 0)).isEqualTo(part(0));
      assertThat(far.bytesRead()).isEqualTo(2 * RANGE);
      assertThat(far.bytesFound()).isEqualTo(RANGE);
    }
    try (ByteSource again = open(1 << 30)) {
      assertThat(read(again, RANGE)).isEqualTo(part(RANGE));
      assertThat(again.bytesRead()).isZero();
      assertThat(again.bytesFound()).isEqualTo(RANGE);
    }
  }

  @Test
  void aFileThatChangedIsReadAnew() throws IOException {
    try (ByteSource far = open(1 << 30)) {
      read(far, 0);
    }
    new Random(2).nextBytes(content);
    Files.write(file, content);
    Files.setLastModifiedTime(file, FileTime.from(Instant.now().plusSeconds(5)));

    try (ByteSource far = open(1 << 30)) {
      assertThat(read(far, 0)).isEqualTo(part(0));
    }
  }

  @Test
  void anEntryThatWasDamagedIsReadAnew() throws IOException {
    try (ByteSource far = open(1 << 30)) {
      read(far, 0);
      Path entry = entries().get(0);
      byte[] bytes = Files.readAllBytes(entry);
      for (int damage = 0; damage < 3; damage++) {
        Files.write(entry, damaged(bytes, damage));
        assertThat(read(far, 0)).isEqualTo(part(0));
        assertThat(far.bytesRead()).isEqualTo((2L + damage) * RANGE);
      }
    }
  }

  private static byte[] damaged(byte[] bytes, int how) {
    byte[] damaged = bytes.clone();
    damaged[bytes.length / 2] ^= 1;
    return switch (how) {
      case 0 -> damaged;
      case 1 -> java.util.Arrays.copyOf(bytes, bytes.length / 2);
      default -> new byte[0];
    };
  }

  @Test
  void theLongestUnusedMakesRoom() throws IOException {
    try (ByteSource far = open(3 * RANGE)) {
      for (int at = 0; at < LENGTH; at += RANGE) {
        assertThat(read(far, at)).isEqualTo(part(at));
        assertThat(held()).isLessThanOrEqualTo(3 * RANGE);
      }
      long before = far.bytesRead();
      read(far, LENGTH - RANGE);
      assertThat(far.bytesRead()).isEqualTo(before);
    }
  }

  /** Someone points the cache at a disk that holds other things, by a link and not. */
  @Test
  void filesOfOthersAreNeitherCountedNorRemoved() throws IOException {
    String name = "a0" + "5".repeat(62);
    List<Path> others = new ArrayList<>();
    for (String place :
        List.of("results.csv", "ab/notes", "cd/" + name + "-0-9", "a0/sub/" + name + "-0-9")) {
      Path other = folder.resolve("cache").resolve(place);
      Files.createDirectories(other.getParent());
      Files.write(other, new byte[2 * RANGE]);
      Files.setLastModifiedTime(other, FileTime.from(Instant.EPOCH));
      others.add(other);
    }
    Path entry = folder.resolve("cache/a0").resolve(name + "-0-9");
    Files.write(entry, new byte[2 * RANGE]);
    Files.setLastModifiedTime(entry, FileTime.from(Instant.EPOCH));
    Path link = Files.createSymbolicLink(folder.resolve("link"), folder.resolve("cache"));

    try (ByteSource far =
        RangeCache.at(link, 3 * (RANGE + Long.BYTES)).over(LocalFile.open(file))) {
      read(far, 0);
      assertThat(entry).exists();
      for (int at = 0; at < LENGTH; at += RANGE) {
        read(far, at);
      }
      read(far, LENGTH - RANGE);
      assertThat(far.bytesFound()).isEqualTo(2L * RANGE);
    }
    assertThat(entry).doesNotExist();
    assertThat(others).allSatisfy(other -> assertThat(other).hasSize(2 * RANGE));
    assertThat(held() - 2L * RANGE * others.size()).isLessThanOrEqualTo(3 * RANGE);
  }

  @Test
  void manyThreadsReadARangeOnce() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try (ByteSource far = open(1 << 30)) {
      List<Callable<byte[]>> reads =
          IntStream.range(0, 64).<Callable<byte[]>>mapToObj(i -> () -> read(far, RANGE)).toList();
      for (Future<byte[]> read : threads.invokeAll(reads)) {
        assertThat(read.get()).isEqualTo(part(RANGE));
      }
      assertThat(far.bytesRead()).isEqualTo(RANGE);
    } finally {
      threads.shutdownNow();
    }
  }

  /** As a full disk does, a folder that takes no file leaves reading as it is. */
  @Test
  void readsOnWhereNothingCanBeKept() throws IOException {
    Path cache = Files.createDirectories(folder.resolve("cache"));
    Path inTheWay = cache.resolve("closed");
    Files.writeString(inTheWay, "a file where a folder is needed");
    try (ByteSource far = RangeCache.at(inTheWay, 1 << 30).over(LocalFile.open(file))) {
      assertThat(read(far, 0)).isEqualTo(part(0));
      assertThat(read(far, 0)).isEqualTo(part(0));
      assertThat(far.bytesRead()).isEqualTo(2 * RANGE);
    }
  }

  @Test
  void aReadOnlyToKeepPassesSmallRangesOver() {
    RangeCache cache = RangeCache.at(folder.resolve("cache"), 1 << 30);
    try (ByteSource fetching = cache.fetching(LocalFile.open(file))) {
      fetching.read(0, ByteBuffer.allocateDirect(100));
      read(fetching, RANGE);
      assertThat(fetching.bytesRead()).isEqualTo(RANGE);
    }
  }

  private ByteSource open(long most) {
    return RangeCache.at(folder.resolve("cache" + most), most).over(LocalFile.open(file));
  }

  private static byte[] read(ByteSource source, int at) {
    ByteBuffer target = ByteBuffer.allocateDirect(RANGE);
    source.read(at, target);
    byte[] bytes = new byte[RANGE];
    target.flip().get(bytes);
    return bytes;
  }

  private byte[] part(int at) {
    return java.util.Arrays.copyOfRange(content, at, at + RANGE);
  }

  private List<Path> entries() throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile)
          .filter(path -> path.toString().contains("cache"))
          .toList();
    }
  }

  private long held() throws IOException {
    long held = 0;
    for (Path entry : entries()) {
      held += Files.size(entry) - Long.BYTES;
    }
    return held;
  }
}
