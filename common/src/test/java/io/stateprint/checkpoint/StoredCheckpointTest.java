package io.stateprint.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stateprint.storage.InputException;
import io.stateprint.storage.NearMisses;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every open checkpoint does, whatever its format. */
class StoredCheckpointTest {
  @TempDir Path outside;
  private Path folder;

  @BeforeEach
  void writeCheckpoint() throws IOException {
    folder = Files.createDirectory(outside.resolve("model"));
    SafetensorsWriter.text(folder.resolve("config.json"), "{\"model_type\": \"llama\"}");
    new SafetensorsWriter()
        .tensor("model.layers.0.mlp.up_proj.weight", "U8", 6, List.of(3, 2))
        .tensor("model.layers.0.mlp.gate_proj.weight", "U8", 6, List.of(3, 2))
        .tensor("model.norm.weight", "U8", 2, List.of(2))
        .write(folder.resolve("model.safetensors"));
  }

  @Test
  void namesTheNearestTensorsForANameThatItLacks() {
    try (Checkpoint checkpoint = open()) {
      assertThatThrownBy(() -> checkpoint.tensor("model.layers.0.mlp.up.weight"))
          .isInstanceOf(InputException.class)
          .hasMessageContaining("Cannot find tensor model.layers.0.mlp.up.weight")
          .hasMessageContaining("nearest: model.layers.0.mlp.up_proj.weight, ")
          .hasMessageContaining(folder.toString());
    }
  }

  @Test
  void countsEditsAsLevenshtein() {
    assertThat(NearMisses.edits("kitten", "sitting")).isEqualTo(3);
    assertThat(NearMisses.edits("", "abc")).isEqualTo(3);
    assertThat(NearMisses.edits("same", "same")).isZero();
    assertThat(NearMisses.of("norm", List.of("a", "farm", "norms")))
        .containsExactly("norms", "farm", "a");
  }

  @Test
  void givesFilesBesideTheWeightsAndNothingElse() throws IOException {
    SafetensorsWriter.text(folder.resolve("tokenizer.json"), "{}");
    SafetensorsWriter.text(outside.resolve("secret"), "secret");
    Files.createSymbolicLink(folder.resolve("link"), outside.resolve("secret"));
    try (Checkpoint checkpoint = open()) {
      assertThat(checkpoint.sidecar("tokenizer.json"))
          .hasValue("{}".getBytes(StandardCharsets.UTF_8));
      assertThat(checkpoint.sidecar("tokenizer_config.json")).isEmpty();
      for (String name : List.of("../secret", "/etc/passwd", "..", "", "link")) {
        assertThatThrownBy(() -> checkpoint.sidecar(name))
            .isInstanceOf(InputException.class)
            .hasMessageContaining("Cannot open " + name);
      }
    }
  }

  @Test
  void refusesASidecarThatWouldFillTheMemory() throws IOException {
    try (RandomAccessFile sparse =
        new RandomAccessFile(folder.resolve("tokenizer.json").toFile(), "rw")) {
      sparse.setLength((256L << 20) + 1);
    }
    try (Checkpoint checkpoint = open()) {
      assertThatThrownBy(() -> checkpoint.sidecar("tokenizer.json"))
          .isInstanceOf(InputException.class)
          .hasMessageContaining("268435457 bytes");
    }
  }

  @Test
  void hasAFingerprintThatOnlyTheWeightsChange() throws IOException {
    Path copy = Files.createDirectory(outside.resolve("copy"));
    Files.copy(folder.resolve("model.safetensors"), copy.resolve("other-name.safetensors"));
    SafetensorsWriter.text(copy.resolve("config.json"), "{\"model_type\": \"qwen2\"}");
    String fingerprint = fingerprint(folder);
    assertThat(fingerprint).matches("[0-9a-f]{64}");
    assertThat(fingerprint(copy)).isEqualTo(fingerprint);
    try (RandomAccessFile file =
        new RandomAccessFile(copy.resolve("other-name.safetensors").toFile(), "rw")) {
      file.seek(file.length() - 1);
      file.write(99);
    }
    assertThat(fingerprint(copy)).isNotEqualTo(fingerprint);
    new SafetensorsWriter()
        .tensor("other", "U8", 14, List.of(14))
        .write(copy.resolve("other-name.safetensors"));
    assertThat(fingerprint(copy)).isNotEqualTo(fingerprint);
  }

  private static String fingerprint(Path folder) {
    try (Checkpoint checkpoint = Checkpoints.open(folder.toString())) {
      String fingerprint = checkpoint.fingerprint();
      assertThat(checkpoint.bytesRead()).isZero();
      return fingerprint;
    }
  }

  @Test
  void readsFromManyThreadsAndCountsEveryByte() {
    try (Checkpoint checkpoint = open()) {
      Tensor gate = checkpoint.tensor("model.layers.0.mlp.gate_proj.weight");
      List<byte[]> read =
          IntStream.range(0, 500)
              .parallel()
              .mapToObj(i -> SafetensorsTest.read(checkpoint, gate.name()))
              .toList();
      assertThat(read).allSatisfy(b -> assertThat(b).containsExactly(6, 7, 8, 9, 10, 11));
      assertThat(checkpoint.bytesRead()).isEqualTo(500 * 6);
    }
  }

  @Test
  void refusesRowsAndBuffersThatDoNotFit() {
    try (Checkpoint checkpoint = open()) {
      Tensor up = checkpoint.tensor("model.layers.0.mlp.up_proj.weight");
      for (long[] rows : new long[][] {{-1, 1}, {0, 4}, {3, 1}, {Long.MAX_VALUE, 1}, {0, -1}}) {
        assertThatThrownBy(() -> checkpoint.readRows(up, rows[0], rows[1], ByteBuffer.allocate(2)))
            .isInstanceOf(IllegalArgumentException.class)
            .hasMessageContaining("it has 3");
      }
      assertThatThrownBy(() -> checkpoint.read(up, ByteBuffer.allocate(7)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("6 bytes are needed")
          .hasMessageContaining("7 remain");
    }
  }

  @Test
  void refusesToReadOnceClosedOrChanged() throws IOException {
    Checkpoint checkpoint = open();
    Tensor up = checkpoint.tensor("model.layers.0.mlp.up_proj.weight");
    Files.write(folder.resolve("model.safetensors"), new byte[100]);
    assertThatThrownBy(() -> checkpoint.read(up, ByteBuffer.allocate(6)))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("holds 100 now");
    checkpoint.close();
    assertThatThrownBy(() -> checkpoint.read(up, ByteBuffer.allocate(6)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("closed");
  }

  private Checkpoint open() {
    return Checkpoints.open(folder.toString());
  }
}
