package io.stateprint.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Device;
import io.stateprint.checkpoint.Checkpoint;
import io.stateprint.checkpoint.Checkpoints;
import io.stateprint.checkpoint.Tensor;
import io.stateprint.decoder.ComputeType;
import io.stateprint.decoder.Decoder;
import io.stateprint.decoder.Program;
import io.stateprint.decoder.Step;
import io.stateprint.shard.ForwardPass;
import io.stateprint.shard.LayerRange;
import io.stateprint.shard.PassInput;
import io.stateprint.storage.InputException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A pass over quantised checkpoints (data-samples/models/make_quantised.py). */
class QuantisedPassTest {
  private static final Path MODELS = Golden.SAMPLES.resolve("models");
  private static final int[] PROMPT = {0, 7, 8, 9, 300};
  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "tiny-llama-fp8-tensor",
        "tiny-llama-fp8-channel",
        "tiny-llama-gptq",
        "tiny-llama-awq",
        "tiny-qwen3-moe-gptq",
        "tiny-phi3-w4a16",
      })
  void everyNeededTensorIsReadOnceAndNoOther(String model) {
    try (Checkpoint checkpoint = Checkpoints.open(MODELS.resolve(model).toString())) {
      Decoder decoder = Decoder.of(checkpoint);
      int layers = decoder.spec().layers();
      List<Step> steps =
          IntStream.range(0, layers).boxed().flatMap(at -> decoder.steps(at).stream()).toList();
      pass(checkpoint, decoder, layers);

      List<Tensor> tensors = steps.stream().flatMap(step -> step.tensors().stream()).toList();
      assertThat(tensors).doesNotHaveDuplicates();
      assertThat(tensors).map(Tensor::name).noneMatch(name -> name.endsWith("input_scale"));
      assertThat(tensors).map(Tensor::name).noneMatch(name -> name.endsWith("weight_shape"));
      assertThat(checkpoint.bytesRead())
          .isEqualTo(
              steps.stream().mapToLong(Step::bytes).sum()
                  + PROMPT.length * decoder.embedding().rowBytes());
    }
  }

  @Test
  void refusesAnInputWhoseGroupThereIsNot() throws IOException {
    Path model = Files.createDirectory(folder.resolve("model"));
    try (Stream<Path> files = Files.list(MODELS.resolve("tiny-llama-gptq"))) {
      for (Path file : files.toList()) {
        Files.copy(file, model.resolve(file.getFileName().toString()));
      }
    }
    write(model, "model.layers.2.mlp.down_proj.g_idx", 5, 77);

    assertThatThrownBy(
            () ->
                Sampled.of(
                    model.toString(),
                    List.of(PROMPT),
                    List.of(new PoolingPlan(new int[] {1, 2})),
                    64))
        .isInstanceOf(InputException.class)
        .hasMessageContaining(
            "Cannot use tensor model.layers.2.mlp.down_proj.g_idx: value 5 is 77, groups go from 0 to 4 (model.safetensors)");
  }

  private static void pass(Checkpoint checkpoint, Decoder decoder, int layers) {
    PassInput input =
        new PassInput(List.of(PROMPT), ComputeType.FLOAT32, 64, LayerRange.lowest(layers));
    try (Program program = decoder.load(Device.cpu());
        ForwardPass pass = ForwardPass.begin(checkpoint, decoder, program, input)) {
      pass.forEachRemaining(layer -> {});
    }
  }

  private static void write(Path model, String name, int at, int value) throws IOException {
    try (Checkpoint checkpoint = Checkpoints.open(model.toString())) {
      Tensor tensor = checkpoint.tensor(name);
      Path file = model.resolve(tensor.file());
      byte[] all = Files.readAllBytes(file);
      ByteBuffer.wrap(all)
          .order(ByteOrder.LITTLE_ENDIAN)
          .putInt(Math.toIntExact(tensor.offset()) + 4 * at, value);
      Files.write(file, all);
    }
  }
}
