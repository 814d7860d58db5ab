package io.stateprint.decoder;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import ai.djl.pytorch.engine.PtNDArray;
import io.stateprint.checkpoint.Checkpoint;
import io.stateprint.checkpoint.Checkpoints;
import io.stateprint.checkpoint.Tensor;
import io.stateprint.shard.ForwardPass;
import io.stateprint.shard.LayerRange;
import io.stateprint.shard.PassInput;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** However many experts a step takes, each byte is read once and the states are the same. */
class ExpertGroupsTest {
  private static final Path MODELS = Path.of("../data-samples/models");
  private static final List<int[]> PROMPTS =
      List.of(new int[] {5, 6, 7, 8, 9, 10, 11, 12}, new int[] {3, 9, 4});

  @ParameterizedTest
  @ValueSource(
      strings = {"tiny-gpt-oss", "tiny-gpt-oss-mxfp4", "tiny-mixtral", "tiny-deepseek-v3-fp8"})
  void oneExpertAStepGivesTheStatesOfAllAtOnce(String model) {
    float[] together = states(model, Long.MAX_VALUE);
    float[] apart = states(model, 1);

    for (int i = 0; i < together.length; i++) {
      assertThat(apart[i]).isCloseTo(together[i], within(together[i]));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"tiny-gpt-oss", "tiny-gpt-oss-mxfp4"})
  void stepsTakeRangesThatCoverEachTensorOnce(String model) {
    try (Checkpoint checkpoint = open(model)) {
      Decoder decoder = Decoder.of(checkpoint, 2 * 3 * 64 * 32 * 4 + 1024);
      List<Step> steps = decoder.steps(1);

      assertThat(steps).filteredOn(Step::ofExperts).hasSize(3);
      checkpoint.tensors().values().stream()
          .filter(tensor -> tensor.name().startsWith("model.layers.1."))
          .forEach(tensor -> assertCovered(tensor, steps));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"tiny-gpt-oss", "tiny-gpt-oss-mxfp4", "tiny-gpt2", "tiny-llama"})
  void readsAsManyBytesAsPlanned(String model) {
    try (Checkpoint checkpoint = open(model)) {
      Decoder decoder = Decoder.of(checkpoint, 1);
      long planned =
          IntStream.range(0, decoder.spec().layers())
              .boxed()
              .flatMap(layer -> decoder.steps(layer).stream())
              .mapToLong(Step::bytes)
              .sum();
      long before = checkpoint.bytesRead();
      pass(checkpoint, decoder);

      assertThat(checkpoint.bytesRead() - before).isEqualTo(planned + decoder.embeddedBytes(10, 8));
    }
  }

  private static org.assertj.core.data.Offset<Float> within(float value) {
    return org.assertj.core.data.Offset.offset(1e-5f * Math.max(1, Math.abs(value)));
  }

  private static void assertCovered(Tensor tensor, List<Step> steps) {
    List<Tensor> parts =
        steps.stream()
            .flatMap(step -> step.tensors().stream())
            .filter(part -> part.name().equals(tensor.name()))
            .sorted(Comparator.comparingLong(Tensor::offset))
            .toList();
    long end = tensor.offset();
    for (Tensor part : parts) {
      assertThat(part.offset()).describedAs(tensor.name()).isEqualTo(end);
      end += part.bytes();
    }
    assertThat(end).describedAs(tensor.name()).isEqualTo(tensor.offset() + tensor.bytes());
  }

  private static float[] states(String model, long groupBytes) {
    try (Checkpoint checkpoint = open(model)) {
      return pass(checkpoint, Decoder.of(checkpoint, groupBytes));
    }
  }

  private static float[] pass(Checkpoint checkpoint, Decoder decoder) {
    int layers = decoder.spec().layers();
    List<Float> out = new ArrayList<>();
    try (Program program = decoder.load(Device.cpu());
        ForwardPass pass =
            ForwardPass.begin(
                checkpoint,
                decoder,
                program,
                new PassInput(PROMPTS, ComputeType.FLOAT32, 64, LayerRange.lowest(layers)))) {
      pass.forEachRemaining(
          layer ->
              layer
                  .chunks()
                  .forEach(
                      chunk -> {
                        PtNDArray states = chunk.states();
                        for (float value : states.toFloatArray()) {
                          out.add(value);
                        }
                      }));
    }
    float[] all = new float[out.size()];
    IntStream.range(0, all.length).forEach(i -> all[i] = out.get(i));
    return all;
  }

  private static Checkpoint open(String model) {
    return Checkpoints.open(MODELS.resolve(model).toString());
  }
}
