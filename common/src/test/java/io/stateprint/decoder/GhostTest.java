package io.stateprint.decoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.stateprint.checkpoint.Checkpoint;
import io.stateprint.checkpoint.Checkpoints;
import io.stateprint.checkpoint.Tensor;
import io.stateprint.storage.InputException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bytes are those of the published checkpoints, to the nearest percent or so. */
class GhostTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({
    "llama-3.3-70b, llama, 80, 141e9",
    "deepseek-v3, deepseek_v3, 61, 689e9",
    "yi-34b, llama, 60, 69e9",
    "qwen2.5-72b, qwen2, 80, 145e9",
    "mistral-nemo-12b, mistral, 40, 24.5e9",
  })
  void hasTheSizeOfThePublishedModel(String name, String type, int layers, double bytes) {
    Ghost.lay(name, folder.resolve(name));
    try (Checkpoint checkpoint = Checkpoints.open(folder.resolve(name).toString())) {
      DecoderSpec spec = Decoder.of(checkpoint).spec();

      assertThat(spec.family().modelType()).isEqualTo(type);
      assertThat(spec.layers()).isEqualTo(layers);
      assertThat(checkpoint.tensors().values().stream().mapToLong(Tensor::bytes).sum() / bytes)
          .isCloseTo(1, within(0.012));
    }
  }

  @Test
  void namesTheGhostsThatThereAre() {
    assertThatThrownBy(() -> Ghost.lay("gpt-5", folder.resolve("x")))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("gpt-5")
        .hasMessageContaining("deepseek-v3");
  }
}
