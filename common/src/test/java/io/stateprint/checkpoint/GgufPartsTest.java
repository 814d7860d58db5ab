package io.stateprint.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stateprint.storage.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A model in three files, and each fault of such a set. */
class GgufPartsTest {
  private static final int F32 = 0;
  private static final byte[] TWO = {0, 0, 0, 64, 0, 0, 0, 64};

  @TempDir Path folder;
  private Path first;

  @BeforeEach
  void writeThreeParts() {
    first = write(1, GgufWriter.llama().number("split.tensors.count", 2), 0, 3);
    write(2, new GgufWriter().tensor("blk.0.attn_norm.weight", F32, new byte[8], 2), 1, 3);
    write(3, new GgufWriter().tensor("blk.0.ffn_norm.weight", F32, TWO, 2), 2, 3);
  }

  private Path write(int number, GgufWriter part, int no, int count) {
    return part.number("split.no", no)
        .number("split.count", count)
        .write(folder.resolve("m-%05d-of-00003.gguf".formatted(number)));
  }

  @Test
  void opensTheFolderAndTheFirstPart() {
    for (Path location : new Path[] {folder, first}) {
      try (Checkpoint checkpoint = Checkpoints.open(location.toString())) {
        assertThat(checkpoint.config().modelType()).isEqualTo("llama");
        assertThat(checkpoint.tensors()).hasSize(2);
        String norm = "model.layers.0.post_attention_layernorm.weight";
        assertThat(checkpoint.tensor(norm).file()).isEqualTo("m-00003-of-00003.gguf");
        assertThat(SafetensorsTest.read(checkpoint, norm)).isEqualTo(TWO);
        assertThat(checkpoint.fingerprint()).hasSize(64);
      }
    }
  }

  @Test
  void refusesAPartThatIsMissing() throws IOException {
    Files.delete(folder.resolve("m-00002-of-00003.gguf"));
    refuses(first, first.toString(), "part 2 of 3 is missing", "m-00002-of-00003.gguf");
    refuses(folder, "part 2 of 3 is missing");
    Files.delete(first);
    refuses(folder, "m-00001-of-00003.gguf");
  }

  @Test
  void refusesAnotherPartThanTheFirst() {
    Path second = folder.resolve("m-00002-of-00003.gguf");
    refuses(
        second,
        second.toString(),
        "split.no = 1",
        "not the first of 3",
        first.getFileName().toString());
  }

  @Test
  void refusesPartsThatContradictEachOther() {
    write(2, new GgufWriter().tensor("blk.0.attn_norm.weight", F32, new byte[8], 2), 1, 4);
    refuses(first, "m-00002-of-00003.gguf", "split.count = 4", "say 1 and 3");
    write(2, new GgufWriter().tensor("blk.0.attn_norm.weight", F32, new byte[8], 2), 2, 3);
    refuses(first, "m-00002-of-00003.gguf", "split.no = 2");
  }

  @Test
  void refusesACountThatTheNameContradicts() {
    write(1, GgufWriter.llama(), 0, 2);
    refuses(first, first.toString(), "split.count = 2", "-00001-of-00002.gguf");
    Path other = GgufWriter.llama().number("split.count", 3).write(folder.resolve("model.gguf"));
    refuses(other, other.toString(), "split.count = 3", "-00001-of-00003.gguf");
    write(1, GgufWriter.llama(), 0, -1);
    refuses(first, "split.count = 4294967295", "1 to 99999");
  }

  @Test
  void refusesTensorsThatAreNotAllThere() {
    write(1, GgufWriter.llama().number("split.tensors.count", 5), 0, 3);
    refuses(first, first.toString(), "split.tensors.count = 5", "3 parts hold 2");
  }

  @Test
  void refusesATensorThatIsInTwoParts() {
    write(2, new GgufWriter().tensor("blk.0.ffn_norm.weight", F32, TWO, 2), 1, 3);
    refuses(first, "there twice", "m-00002-of-00003.gguf", "m-00003-of-00003.gguf");
  }

  @Test
  void refusesAPartThatIsCutShort() throws IOException {
    Path third = folder.resolve("m-00003-of-00003.gguf");
    byte[] whole = Files.readAllBytes(third);
    for (int length : new int[] {0, 3, 20, whole.length / 2, whole.length - 1}) {
      Files.write(third, Arrays.copyOf(whole, length));
      refuses(first, third.toString());
    }
  }

  private static void refuses(Path location, String... parts) {
    assertThatThrownBy(() -> Checkpoints.open(location.toString()).close())
        .isInstanceOf(InputException.class)
        .hasMessageContainingAll(parts);
  }
}
