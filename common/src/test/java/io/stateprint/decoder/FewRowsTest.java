package io.stateprint.decoder;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import io.stateprint.checkpoint.Checkpoint;
import io.stateprint.checkpoint.Checkpoints;
import io.stateprint.shard.ChunkStates;
import io.stateprint.shard.ForwardPass;
import io.stateprint.shard.LayerRange;
import io.stateprint.shard.PassInput;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Few rows put the feed-forward part of a layer through a step a matrix, many through one. */
class FewRowsTest {
  private static final Path MODELS = Path.of("../data-samples/models");

  @ParameterizedTest
  @CsvSource({"tiny-llama, 4", "tiny-gpt2, 3", "tiny-phi3-long, 3", "tiny-gemma2, 4"})
  void fewRowsTakeAStepAMatrixAndTheSameWeights(String model, int steps) {
    try (Checkpoint checkpoint = Checkpoints.open(MODELS.resolve(model).toString())) {
      Decoder decoder = Decoder.of(checkpoint);
      List<Step> few = decoder.steps(0, 1);
      List<Step> many = decoder.steps(0);

      assertThat(few).hasSize(steps);
      assertThat(many).hasSize(2);
      assertThat(few.stream().flatMap(step -> step.tensors().stream()).toList())
          .isEqualTo(many.stream().flatMap(step -> step.tensors().stream()).toList());
    }
  }

  @ParameterizedTest
  @CsvSource({"tiny-llama", "tiny-gpt2", "tiny-phi3-long", "tiny-gemma2", "tiny-deepseek-v3"})
  void statesOfATextAreTheSameAloneAndAmongMany(String model) {
    int[] text = {3, 5, 7, 9, 11};
    List<int[]> many = new ArrayList<>(List.of(text));
    IntStream.range(0, 20).forEach(i -> many.add(new int[] {2 + i, 4, 6, 8, 10, 12}));
    try (Checkpoint checkpoint = Checkpoints.open(MODELS.resolve(model).toString())) {
      Decoder decoder = Decoder.of(checkpoint);
      assertThat(decoder.isFew(text.length)).isTrue();
      assertThat(decoder.isFew(many.size() * 5L)).isFalse();

      assertNear(
          firstRows(checkpoint, decoder, List.of(text), text.length),
          firstRows(checkpoint, decoder, many, text.length));
    }
  }

  private static void assertNear(float[] some, float[] others) {
    double apart = 0;
    double length = 0;
    for (int i = 0; i < some.length; i++) {
      apart += Math.pow(some[i] - others[i], 2);
      length += Math.pow(some[i], 2);
    }
    assertThat(Math.sqrt(apart / length)).isLessThan(1e-5);
  }

  /** States of the first text after the last layer. */
  private static float[] firstRows(
      Checkpoint checkpoint, Decoder decoder, List<int[]> texts, int length) {
    PassInput input =
        new PassInput(texts, ComputeType.FLOAT32, 4096, LayerRange.lowest(decoder.spec().layers()));
    float[] out = new float[0];
    try (Program program = decoder.load(Device.cpu());
        ForwardPass pass = ForwardPass.begin(checkpoint, decoder, program, input)) {
      while (pass.hasNext()) {
        out = ofFirst(pass.next().chunks().get(0), length);
      }
    }
    assertThat(out).hasSize(length * decoder.spec().width());
    return out;
  }

  private static float[] ofFirst(ChunkStates states, int length) {
    float[] all = states.states().toFloatArray();
    int width = (int) states.states().getShape().get(1);
    int place = IntStream.of(states.chunk().prompts()).boxed().toList().indexOf(0);
    float[] out = new float[length * width];
    for (int i = 0; i < length; i++) {
      int row = (int) states.chunk().gather()[place * states.chunk().longest() + i];
      System.arraycopy(all, row * width, out, i * width, width);
    }
    return out;
  }
}
