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
import io.stateprint.shard.LayerStates;
import io.stateprint.shard.PassInput;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What enters the first block, against transformers (data-samples/models/make_embeddings.py). */
class EmbeddingsTest {
  private static final Path TINY = Golden.SAMPLES.resolve("models").resolve("tiny-llama");

  static Stream<Path> models() {
    return Stream.concat(Golden.models().stream(), Golden.planted().stream());
  }

  @ParameterizedTest
  @MethodSource("models")
  void bagsEqualThoseOfTransformersInChunksOfAnySize(Path folder) {
    Golden golden = Golden.embeddings(folder);
    for (int chunkTokens : new int[] {1, 20, 4096}) {
      List<SampledState> bags = bags(folder, golden, ComputeType.FLOAT32, chunkTokens);

      assertThat(bags).hasSameSizeAs(golden.ids());
      for (SampledState bag : bags) {
        String id = golden.ids().get(bag.prompt());
        assertThat(bag.layer()).isEqualTo(LayerStates.EMBEDDINGS);
        assertThat(bag.tokens()).isBetween(1, golden.userTokens(id).length);
        assertThat(Sampled.relative(bag.state(), golden.state("user/" + id, 0)))
            .describedAs("%s of %s, chunks of %d", id, folder.getFileName(), chunkTokens)
            .isLessThan(1e-5);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("models")
  void bagsInBfloat16DifferByItsRounding(Path folder) {
    Golden golden = Golden.embeddings(folder);
    for (SampledState bag : bags(folder, golden, ComputeType.BFLOAT16, 4096)) {
      String id = golden.ids().get(bag.prompt());
      assertThat(Sampled.relative(bag.state(), golden.state("user/" + id, 0)))
          .describedAs("%s of %s", id, folder.getFileName())
          .isLessThan(0.01);
    }
  }

  @Test
  void onlyPromptsThatAreWantedAreSampled() {
    Golden golden = Golden.embeddings(TINY);
    List<SampledState> one =
        onPass(
            TINY,
            golden,
            ComputeType.FLOAT32,
            20,
            pass -> {
              try (StateSampler sampler = sampler(golden)) {
                return sampler
                    .sample(pass.embeddings(), List.of(Pooling.USER), prompt -> prompt == 2)
                    .toList();
              }
            });

    assertThat(one).singleElement().extracting(SampledState::prompt).isEqualTo(2);
  }

  @Test
  void samplingThemChangesNothingAboveAndReadsNothing() {
    Golden golden = Golden.embeddings(TINY);
    List<SampledState> without = onPass(TINY, golden, ComputeType.FLOAT32, 20, this::first);
    List<SampledState> with =
        onPass(
            TINY,
            golden,
            ComputeType.FLOAT32,
            20,
            pass -> {
              try (StateSampler sampler = sampler(golden)) {
                assertThat(sampler.sample(pass.embeddings())).isNotEmpty();
              }
              return first(pass);
            });

    assertThat(with).hasSameSizeAs(without);
    for (int i = 0; i < with.size(); i++) {
      assertThat(with.get(i).state()).containsExactly(without.get(i).state());
    }
  }

  private List<SampledState> first(ForwardPass pass) {
    try (StateSampler sampler =
        new StateSampler(
            List.of(Pooling.LAST),
            Golden.embeddings(TINY).ids().stream().map(id -> new PoolingPlan(new int[0])).toList(),
            Device.cpu())) {
      return sampler.sample(pass.next()).toList();
    }
  }

  @Test
  void areGoneOnceALayerIsComputed() {
    Golden golden = Golden.embeddings(TINY);
    assertThatThrownBy(
            () ->
                onPass(
                    TINY,
                    golden,
                    ComputeType.FLOAT32,
                    64,
                    pass -> {
                      pass.next();
                      pass.embeddings();
                      return List.of();
                    }))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("layer 1 is next");
  }

  @Test
  void aPassThatTakesUpACutHasNone() throws IOException {
    Golden golden = Golden.embeddings(TINY);
    ByteArrayOutputStream cut = new ByteArrayOutputStream();
    try (Checkpoint checkpoint = Checkpoints.open(TINY.toString())) {
      Decoder decoder = Decoder.of(checkpoint);
      try (Program program = decoder.load(Device.cpu());
          ForwardPass below =
              ForwardPass.begin(
                  checkpoint, decoder, program, input(golden, new LayerRange(0, 1)))) {
        below.next();
        below.writeCut(Channels.newChannel(cut));
        try (ForwardPass above =
            ForwardPass.resume(
                checkpoint,
                program,
                input(golden, new LayerRange(1, 2)),
                Channels.newChannel(new ByteArrayInputStream(cut.toByteArray())),
                "memory")) {
          assertThatThrownBy(above::embeddings).isInstanceOf(IllegalStateException.class);
        }
      }
    }
  }

  private static PassInput input(Golden golden, LayerRange layers) {
    return new PassInput(
        golden.ids().stream().map(golden::tokens).toList(), ComputeType.FLOAT32, 64, layers);
  }

  private static StateSampler sampler(Golden golden) {
    return new StateSampler(
        List.of(Pooling.LAST),
        golden.ids().stream().map(id -> new PoolingPlan(golden.userTokens(id))).toList(),
        Device.cpu());
  }

  private static List<SampledState> bags(
      Path folder, Golden golden, ComputeType type, int chunkTokens) {
    return onPass(
        folder,
        golden,
        type,
        chunkTokens,
        pass -> {
          try (StateSampler sampler = sampler(golden)) {
            return sampler
                .sample(pass.embeddings(), List.of(Pooling.USER), prompt -> true)
                .toList();
          }
        });
  }

  private static List<SampledState> onPass(
      Path folder,
      Golden golden,
      ComputeType type,
      int chunkTokens,
      Function<ForwardPass, List<SampledState>> work) {
    try (Checkpoint checkpoint = Checkpoints.open(Golden.checkpoint(folder))) {
      Decoder decoder = Decoder.of(checkpoint);
      PassInput input =
          new PassInput(
              golden.ids().stream().map(golden::tokens).toList(),
              type,
              chunkTokens,
              LayerRange.lowest(2));
      try (Program program = decoder.load(Device.cpu());
          ForwardPass pass = ForwardPass.begin(checkpoint, decoder, program, input)) {
        return work.apply(pass);
      }
    }
  }
}
