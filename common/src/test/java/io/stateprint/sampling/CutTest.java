package io.stateprint.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Device;
import io.stateprint.checkpoint.Checkpoint;
import io.stateprint.checkpoint.Checkpoints;
import io.stateprint.decoder.ComputeType;
import io.stateprint.decoder.Decoder;
import io.stateprint.decoder.Program;
import io.stateprint.shard.ForwardPass;
import io.stateprint.shard.LayerRange;
import io.stateprint.shard.PassInput;
import io.stateprint.storage.InputException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A pass that is cut between layers gives what the whole pass gives, to the bit. */
class CutTest {
  private static final Path MODELS = Path.of("../data-samples/models");
  private static final List<int[]> PROMPTS =
      List.of(
          new int[] {3, 5, 7, 11, 13, 17, 19},
          new int[] {3, 5, 7, 2},
          new int[] {23},
          new int[] {3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37});

  static Stream<String> models() throws IOException {
    try (Stream<Path> folders = Files.list(MODELS)) {
      return folders
          .filter(folder -> Files.exists(folder.resolve("config.json")))
          .map(folder -> folder.getFileName().toString())
          .sorted()
          .toList()
          .stream();
    }
  }

  @ParameterizedTest
  @MethodSource("models")
  void aCutAtEveryLayerGivesTheSameStates(String model) {
    String location = MODELS.resolve(model).toString();
    try (Checkpoint checkpoint = Checkpoints.open(location)) {
      Decoder decoder = Decoder.of(checkpoint);
      int layers = decoder.spec().layers();
      for (ComputeType type : ComputeType.values()) {
        List<float[]> whole = states(checkpoint, decoder, type, List.of(LayerRange.lowest(layers)));
        List<LayerRange> each =
            IntStream.range(0, layers).mapToObj(l -> new LayerRange(l, l + 1)).toList();

        List<float[]> cut = states(checkpoint, decoder, type, each);

        assertThat(cut).hasSameSizeAs(whole);
        for (int i = 0; i < whole.size(); i++) {
          assertThat(cut.get(i)).containsExactly(whole.get(i));
        }
      }
    }
  }

  @Test
  void refusesACutThatIsPackedOtherwise() {
    byte[] cut = cutOf("tiny-llama", ComputeType.FLOAT32, 4);

    assertThatThrownBy(() -> resume("tiny-llama", ComputeType.FLOAT32, 64, cut))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("stateprint.rows")
        .hasMessageContaining("place of the cut");
  }

  @Test
  void refusesACutOfAnotherType() {
    byte[] cut = cutOf("tiny-llama", ComputeType.BFLOAT16, 64);

    assertThatThrownBy(() -> resume("tiny-llama", ComputeType.FLOAT32, 64, cut))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("stateprint.type is bfloat16")
        .hasMessageContaining("float32");
  }

  @Test
  void refusesATornCutWhereverItEnds() {
    byte[] cut = cutOf("tiny-llama", ComputeType.FLOAT32, 64);

    for (int length : new int[] {0, 1, 100, cut.length / 2, cut.length - 200}) {
      byte[] torn = Arrays.copyOf(cut, length);
      assertThatThrownBy(() -> resume("tiny-llama", ComputeType.FLOAT32, 64, torn))
          .isInstanceOf(InputException.class)
          .hasMessageContaining("place of the cut");
    }
  }

  private static byte[] cutOf(String model, ComputeType type, int chunkTokens) {
    try (Checkpoint checkpoint = Checkpoints.open(MODELS.resolve(model).toString())) {
      Decoder decoder = Decoder.of(checkpoint);
      PassInput input = new PassInput(PROMPTS, type, chunkTokens, new LayerRange(0, 1));
      try (Program program = decoder.load(Device.cpu());
          ForwardPass pass = ForwardPass.begin(checkpoint, decoder, program, input)) {
        pass.forEachRemaining(layer -> {});
        return bytes(pass);
      }
    }
  }

  private static void resume(String model, ComputeType type, int chunkTokens, byte[] cut) {
    try (Checkpoint checkpoint = Checkpoints.open(MODELS.resolve(model).toString());
        Program program = Decoder.of(checkpoint).load(Device.cpu())) {
      PassInput input = new PassInput(PROMPTS, type, chunkTokens, new LayerRange(1, 2));
      ForwardPass.resume(checkpoint, program, input, channel(cut), "place of the cut").close();
    }
  }

  private static java.nio.channels.ReadableByteChannel channel(byte[] bytes) {
    return Channels.newChannel(new ByteArrayInputStream(bytes));
  }

  private static byte[] bytes(ForwardPass pass) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      pass.writeCut(Channels.newChannel(out));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  /** The states of all layers in their order, range after range, from cut to cut. */
  private static List<float[]> states(
      Checkpoint checkpoint, Decoder decoder, ComputeType type, List<LayerRange> ranges) {
    List<float[]> out = new ArrayList<>();
    byte[] cut = new byte[0];
    List<PoolingPlan> plans =
        PROMPTS.stream()
            .map(ids -> new PoolingPlan(IntStream.range(0, ids.length).toArray()))
            .toList();
    for (LayerRange range : ranges) {
      PassInput input = new PassInput(PROMPTS, type, 16, range);
      try (Program program = decoder.load(Device.cpu());
          ForwardPass pass =
              range.first() == 0
                  ? ForwardPass.begin(checkpoint, decoder, program, input)
                  : ForwardPass.resume(checkpoint, program, input, channel(cut), "memory");
          StateSampler sampler = new StateSampler(List.of(Pooling.LAST), plans, Device.cpu())) {
        pass.forEachRemaining(
            layer -> sampler.sample(layer).forEach(state -> out.add(state.state())));
        cut = bytes(pass);
      }
    }
    return out;
  }
}
