package io.stateprint.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stateprint.storage.InputException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a right checkpoint of safetensors gives. */
class SafetensorsTest {
  @TempDir Path folder;

  @BeforeEach
  void writeConfig() {
    SafetensorsWriter.text(
        folder.resolve("config.json"),
        "{\"model_type\": \"llama\", \"hidden_size\": 4, \"limit\": Infinity}");
  }

  @Test
  void opensAFolderWithOneFile() {
    new SafetensorsWriter()
        .tensor("b", "BF16", 24, List.of(3, 4))
        .tensor("a", "F32", 8, List.of(2))
        .write(folder.resolve("model.safetensors"));
    try (Checkpoint checkpoint = Checkpoints.open(folder.toString())) {
      assertThat(checkpoint.config().modelType()).isEqualTo("llama");
      assertThat(checkpoint.config().positive("hidden_size")).isEqualTo(4);
      assertThat(checkpoint.tensors().keySet()).containsExactly("b", "a");
      assertThat(checkpoint.tensor("b").type()).isEqualTo(TensorType.BF16);
      assertThat(checkpoint.tensor("b").shape()).containsExactly(3L, 4L);
      assertThat(checkpoint.metadata()).isEmpty();
      assertThat(read(checkpoint, "a")).containsExactly(24, 25, 26, 27, 28, 29, 30, 31);
      assertThat(checkpoint.bytesRead()).isEqualTo(8);
    }
  }

  @Test
  void readsRowsOfAMatrix() {
    new SafetensorsWriter()
        .tensor("skipped", "U8", 5, List.of(5))
        .tensor("table", "I16", 24, List.of(4, 3))
        .write(folder.resolve("model.safetensors"));
    try (Checkpoint checkpoint = Checkpoints.open(folder.toString())) {
      ByteBuffer rows = ByteBuffer.allocateDirect(12);
      checkpoint.readRows(checkpoint.tensor("table"), 1, 2, rows);
      assertThat(bytes(rows)).containsExactly(11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22);
      assertThat(checkpoint.bytesRead()).isEqualTo(12);
    }
  }

  @Test
  void fillsABufferFromItsPosition() {
    new SafetensorsWriter()
        .tensor("a", "U8", 3, List.of(3))
        .write(folder.resolve("model.safetensors"));
    try (Checkpoint checkpoint = Checkpoints.open(folder.toString())) {
      ByteBuffer target = ByteBuffer.allocateDirect(5).position(2);
      checkpoint.read(checkpoint.tensor("a"), target);
      assertThat(target.hasRemaining()).isFalse();
      assertThat(bytes(target)).containsExactly(0, 0, 0, 1, 2);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "F64, 8",
    "F32, 4",
    "F16, 2",
    "BF16, 2",
    "F8_E4M3, 1",
    "F8_E5M2, 1",
    "I64, 8",
    "I32, 4",
    "I16, 2",
    "I8, 1",
    "U8, 1",
    "BOOL, 1"
  })
  void readsEveryPlainType(TensorType type, int bytes) {
    new SafetensorsWriter()
        .tensor("a", type.name(), 6L * bytes, List.of(2, 3))
        .write(folder.resolve("model.safetensors"));
    try (Checkpoint checkpoint = Checkpoints.open(folder.toString())) {
      assertThat(checkpoint.tensor("a").type()).isEqualTo(type);
      assertThat(read(checkpoint, "a")).hasSize(6 * bytes);
    }
  }

  @Test
  void readsScalarsAndTensorsOfNoBytes() {
    new SafetensorsWriter()
        .tensor("none", "F32", 0, List.of(0, 7))
        .tensor("scalar", "F16", 2, List.of())
        .tensor("noneAgain", "F32", 0, List.of(3, 0))
        .write(folder.resolve("model.safetensors"));
    try (Checkpoint checkpoint = Checkpoints.open(folder.toString())) {
      assertThat(read(checkpoint, "none")).isEmpty();
      assertThat(read(checkpoint, "scalar")).containsExactly(0, 1);
      checkpoint.readRows(checkpoint.tensor("none"), 0, 0, ByteBuffer.allocate(0));
      checkpoint.readRows(checkpoint.tensor("noneAgain"), 1, 2, ByteBuffer.allocate(0));
    }
  }

  @Test
  void opensAnIndexOfSeveralFiles() {
    twoFiles();
    try (Checkpoint checkpoint = Checkpoints.open(folder.toString())) {
      assertThat(checkpoint.tensors().keySet()).containsExactly("a", "b");
      assertThat(checkpoint.tensor("b").file()).isEqualTo("model-2.safetensors");
      assertThat(read(checkpoint, "b")).containsExactly(0, 1);
    }
  }

  private void twoFiles() {
    new SafetensorsWriter()
        .tensor("a", "U8", 1, List.of(1))
        .write(folder.resolve("model-1.safetensors"));
    new SafetensorsWriter()
        .tensor("b", "U8", 2, List.of(2))
        .write(folder.resolve("model-2.safetensors"));
    SafetensorsWriter.text(
        folder.resolve("model.safetensors.index.json"),
        "{\"weight_map\": {\"b\": \"model-2.safetensors\", \"a\": \"model-1.safetensors\"}}");
  }

  @Test
  void opensAFileByItsPathAndAnyFileThatIsAlone() {
    Path file =
        new SafetensorsWriter()
            .tensor("a", "U8", 1, List.of(1))
            .write(folder.resolve("weights.safetensors"));
    for (String location :
        List.of(folder.toString(), file.toString(), file.toUri().toString(), folder + "/")) {
      try (Checkpoint checkpoint = Checkpoints.open(location)) {
        assertThat(read(checkpoint, "a")).containsExactly(0);
        assertThat(checkpoint.config().modelType()).isEqualTo("llama");
      }
    }
  }

  @Test
  void indexesATensorOverTwoGibibytesAndReadsItByRows() throws IOException {
    long rows = 40_000;
    long bytes = rows * 65_536;
    String header = new SafetensorsWriter().tensor("big", "U8", bytes, "[40000, 65536]").header();
    Path file = folder.resolve("model.safetensors");
    SafetensorsWriter.write(file, header.length(), header, new byte[0]);
    long base = 8L + header.length();
    try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
      sparse.setLength(base + bytes);
      sparse.seek(base + bytes - 65_536);
      sparse.write("the last row".getBytes(StandardCharsets.UTF_8));
    }
    try (Checkpoint checkpoint = Checkpoints.open(folder.toString())) {
      Tensor big = checkpoint.tensor("big");
      assertThat(big.bytes()).isEqualTo(2_621_440_000L);
      ByteBuffer row = ByteBuffer.allocateDirect(65_536);
      checkpoint.readRows(big, rows - 1, 1, row);
      assertThat(new String(bytes(row), 0, 12, StandardCharsets.UTF_8)).isEqualTo("the last row");
      assertThatThrownBy(() -> checkpoint.read(big, row.clear()))
          .isInstanceOf(InputException.class)
          .hasMessageContaining("tensor big")
          .hasMessageContaining("2621440000")
          .hasMessageContaining("readRows");
    }
  }

  @Test
  void followsTheLinksOfTheHubsCache() throws IOException {
    Path snapshot = Files.createDirectories(folder.resolve("models--a--b/snapshots/0123"));
    Path blobs = Files.createDirectories(folder.resolve("models--a--b/blobs"));
    Files.copy(folder.resolve("config.json"), blobs.resolve("c0"));
    new SafetensorsWriter().tensor("a", "U8", 1, List.of(1)).write(blobs.resolve("w0"));
    Files.createSymbolicLink(snapshot.resolve("config.json"), Path.of("../../blobs/c0"));
    Files.createSymbolicLink(snapshot.resolve("model.safetensors"), Path.of("../../blobs/w0"));
    try (Checkpoint checkpoint = Checkpoints.open(snapshot.toString())) {
      assertThat(read(checkpoint, "a")).containsExactly(0);
    }
  }

  static byte[] read(Checkpoint checkpoint, String name) {
    Tensor tensor = checkpoint.tensor(name);
    ByteBuffer target = ByteBuffer.allocateDirect((int) tensor.bytes());
    checkpoint.read(tensor, target);
    return bytes(target);
  }

  static byte[] bytes(ByteBuffer filled) {
    byte[] bytes = new byte[filled.capacity()];
    filled.get(0, bytes);
    return bytes;
  }
}
