package io.stateprint.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.stateprint.storage.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever a file holds, it opens and reads, or is refused with a reason: nothing else happens. */
class DamagedFileTest {
  private static final int SEEDS = 3000;

  @TempDir Path folder;

  @Test
  void readsOrRefusesDamagedSafetensors() throws IOException {
    SafetensorsWriter.text(folder.resolve("config.json"), "{\"model_type\": \"llama\"}");
    Path file =
        new SafetensorsWriter()
            .tensor("a", "F32", 24, List.of(2, 3))
            .tensor("b", "BF16", 8, List.of(4))
            .write(folder.resolve("model.safetensors"));
    readsOrRefuses(file);
  }

  @Test
  void readsOrRefusesDamagedGguf() throws IOException {
    Path file =
        GgufWriter.llama()
            .texts("tokenizer.ggml.tokens", List.of("a", "b", "c"))
            .tensor("token_embd.weight", 8, new byte[3 * 34], 32, 3)
            .tensor("blk.0.attn_q.weight", 8, new byte[16 * 34], 32, 16)
            .tensor("blk.0.attn_norm.weight", 0, new byte[64], 16)
            .write(folder.resolve("model.gguf"));
    readsOrRefuses(file);
  }

  private static void readsOrRefuses(Path file) throws IOException {
    byte[] sound = Files.readAllBytes(file);
    int refused = 0;
    for (int seed = 0; seed < SEEDS; seed++) {
      Files.write(file, damaged(sound, new Random(seed)));
      refused += readAll(file) ? 0 : 1;
    }
    assertThat(refused).isBetween(SEEDS / 10, SEEDS - 1);
  }

  private static byte[] damaged(byte[] sound, Random random) {
    byte[] bytes = sound.clone();
    for (int i = random.nextInt(3); i >= 0; i--) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
    }
    return bytes;
  }

  private static boolean readAll(Path file) {
    try (Checkpoint checkpoint = Checkpoints.open(file.toString())) {
      for (String name : checkpoint.tensors().keySet()) {
        SafetensorsTest.read(checkpoint, name);
      }
      return true;
    } catch (InputException e) {
      return false;
    }
  }
}
