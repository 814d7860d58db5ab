package io.stateprint.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocalStorageTest {
  private final Storage storage = new LocalStorage();
  @TempDir Path folder;

  @Test
  void readsARangeIntoHeapAndDirectBuffers() throws IOException {
    byte[] content = new byte[3 << 20];
    for (int i = 0; i < content.length; i++) {
      content[i] = (byte) (i * 31 + (i >> 13));
    }
    Path file = Files.write(folder.resolve("data"), content);
    int from = 5;
    int length = content.length - 9;
    try (ByteSource source = storage.file(file.toString())) {
      ByteBuffer direct = ByteBuffer.allocateDirect(length);
      source.read(from, direct);
      byte[] read = new byte[length];
      direct.flip().get(read);
      assertThat(read).isEqualTo(source.bytes(from, length));
      assertThat(read).isEqualTo(Arrays.copyOfRange(content, from, from + length));
      assertThat(source.bytesRead()).isEqualTo(2L * length);
    }
  }

  @Test
  void readsFarBeyondTwoGibibytes() throws IOException {
    Path file = folder.resolve("sparse");
    long far = 5L << 30;
    try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
      sparse.seek(far);
      sparse.write(7);
    }
    try (ByteSource source = storage.file(file.toString())) {
      assertThat(source.size()).isEqualTo(far + 1);
      assertThat(source.bytes(far - 1, 2)).containsExactly(0, 7);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void readsLargeRangesInPiecesThroughTheCacheAndPastIt(boolean past) throws IOException {
    byte[] content = new byte[(9 << 20) + 4321];
    new Random(1).nextBytes(content);
    Path file = Files.write(folder.resolve("data"), content);
    try (ByteSource source = storage.file(file.toString())) {
      if (past) {
        source.passCaches();
      }
      for (int from : new int[] {0, 1, 4095, 4096, (4 << 20) - 1, (5 << 20) + 77}) {
        ByteBuffer direct = ByteBuffer.allocateDirect(content.length - from);
        source.read(from, direct);
        assertThat(direct.hasRemaining()).isFalse();
        byte[] read = new byte[content.length - from];
        direct.flip().get(read);
        assertThat(read).isEqualTo(Arrays.copyOfRange(content, from, content.length));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void saysWhereAFileEndsThatShrankWhileItWasOpen(boolean past) throws IOException {
    Path file = Files.write(folder.resolve("data"), new byte[8 << 20]);
    try (ByteSource source = storage.file(file.toString());
        RandomAccessFile other = new RandomAccessFile(file.toFile(), "rw")) {
      if (past) {
        source.passCaches();
      }
      other.setLength(5_000_000);
      assertThatThrownBy(() -> source.read(0, ByteBuffer.allocateDirect(8 << 20)))
          .isInstanceOf(InputException.class)
          .hasMessageContaining(file.toString())
          .hasMessageContaining("it shrank to 5000000 bytes");
    }
  }

  @Test
  void refusesARangeBeyondTheFile() throws IOException {
    Path file = Files.write(folder.resolve("data"), new byte[10]);
    try (ByteSource source = storage.file(file.toString())) {
      for (long offset : new long[] {-1, 7, 11, Long.MAX_VALUE}) {
        assertThatThrownBy(() -> source.bytes(offset, 4))
            .isInstanceOf(InputException.class)
            .hasMessageContaining("the file holds 10")
            .hasMessageContaining(file.toString());
      }
    }
  }

  @Test
  void saysSoWhenAFileShrinksWhileItIsOpen() throws IOException {
    Path file = Files.write(folder.resolve("data"), new byte[10]);
    try (ByteSource source = storage.file(file.toString())) {
      Files.write(file, new byte[4]);
      assertThatThrownBy(() -> source.bytes(0, 10))
          .isInstanceOf(InputException.class)
          .hasMessageContaining("shrank to 4 bytes");
    }
  }

  @Test
  void readsOnAfterAnotherThreadWasInterrupted() throws Exception {
    Path file = Files.write(folder.resolve("data"), new byte[] {1, 2, 3});
    try (ByteSource source = storage.file(file.toString())) {
      Thread.currentThread().interrupt();
      assertThatThrownBy(() -> source.bytes(0, 3)).isInstanceOf(UncheckedIOException.class);
      assertThat(Thread.interrupted()).isTrue();
      assertThat(source.bytes(0, 3)).containsExactly(1, 2, 3);
    }
  }

  @Test
  void refusesToReadOnceClosed() throws IOException {
    Path file = Files.write(folder.resolve("data"), new byte[3]);
    ByteSource source = storage.file(file.toString());
    source.close();
    assertThatThrownBy(() -> source.bytes(0, 3))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("closed");
  }

  @Test
  void listsTheFilesOfAFolderOnly() throws IOException {
    Files.createDirectory(folder.resolve("sub"));
    Files.write(folder.resolve("b"), new byte[1]);
    Files.write(folder.resolve("a"), new byte[1]);
    Folder opened = storage.folder(folder.toString());
    assertThat(opened.names()).containsExactly("a", "b");
    assertThat(opened.find("sub")).isEmpty();
    assertThatThrownBy(() -> opened.open("sub"))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("no such file in the folder");
  }

  @Test
  void lendsASnapshotOfTheHubsCacheItsModelOnly() throws IOException {
    Path snapshot = Files.createDirectories(folder.resolve("models--a--b/snapshots/0123"));
    Files.createDirectories(folder.resolve("models--a--b/blobs"));
    Files.write(folder.resolve("models--a--b/blobs/0"), new byte[] {5});
    Files.write(folder.resolve("secret"), new byte[] {6});
    Files.createSymbolicLink(snapshot.resolve("blob"), Path.of("../../blobs/0"));
    Files.createSymbolicLink(snapshot.resolve("escape"), Path.of("../../../secret"));
    Folder opened = storage.folder(snapshot.toString());
    try (ByteSource blob = opened.open("blob")) {
      assertThat(blob.bytes(0, 1)).containsExactly(5);
    }
    assertThatThrownBy(() -> opened.open("escape"))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("a link that leaves the folder");
  }
}
