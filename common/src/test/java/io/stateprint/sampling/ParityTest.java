package io.stateprint.sampling;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Against transformers on the same checkpoints (data-samples/models/make_tiny.py). */
class ParityTest {
  static Stream<Path> models() {
    return Stream.concat(Golden.models().stream(), Golden.planted().stream());
  }

  @Test
  void coversEveryArchitecture() {
    assertThat(Golden.models()).hasSizeGreaterThanOrEqualTo(49);
  }

  @ParameterizedTest
  @MethodSource("models")
  void statesEqualThoseOfTransformers(Path folder) {
    Golden golden = Golden.in(folder);
    List<SampledState> states = sampled(folder, golden, golden.ids(), 48);

    assertThat(states).isNotEmpty();
    for (SampledState state : states) {
      String name = state.pooling().id() + "/" + golden.ids().get(state.prompt());
      assertThat(Sampled.relative(state.state(), golden.state(name, state.layer())))
          .describedAs("%s, layer %d of %s", name, state.layer(), folder.getFileName())
          .isLessThan(1e-4);
    }
    report(folder, golden, states);
  }

  @ParameterizedTest
  @MethodSource("models")
  void statesDependNeitherOnOrderNorOnNeighbours(Path folder) {
    Golden golden = Golden.in(folder);
    Map<String, float[]> together =
        byName(golden.ids(), sampled(folder, golden, golden.ids(), 4096));
    List<String> reversed = golden.ids().stream().sorted(Comparator.reverseOrder()).toList();
    Map<String, float[]> shuffled = byName(reversed, sampled(folder, golden, reversed, 20));

    assertThat(shuffled.keySet()).isEqualTo(together.keySet());
    shuffled.forEach(
        (name, state) ->
            assertSame(folder, name, state, java.util.Objects.requireNonNull(together.get(name))));
    for (String id : golden.ids()) {
      byName(List.of(id), sampled(folder, golden, List.of(id), 4096))
          .forEach(
              (name, state) ->
                  assertSame(
                      folder, name, state, java.util.Objects.requireNonNull(together.get(name))));
    }
  }

  @Test
  @EnabledIfSystemProperty(named = "stateprint.sampleModel", matches = ".+")
  void statesOfTheSampleModelEqualThoseOfTransformersReadingTheSameFile() {
    assertStatesOf("smollm2-135m", System.getProperty("stateprint.sampleModel"), 30);
  }

  @Test
  @EnabledIfSystemProperty(named = "stateprint.gemmaModel", matches = ".+")
  void statesOfTheSecondSampleModelEqualThoseOfTransformersReadingTheSameFile() {
    assertStatesOf("gemma3-270m", System.getProperty("stateprint.gemmaModel"), 18);
  }

  private static void assertStatesOf(String model, String file, int layers) {
    Golden golden = Golden.in(Golden.SAMPLES.resolve("golden").resolve(model));
    List<SampledState> states = Sampled.of(file, ids(golden), plans(golden), 2048);

    assertThat(states).hasSize(layers * 2 * golden.ids().size());
    double least = 1;
    for (SampledState state : states) {
      String name = state.pooling().id() + "/" + golden.ids().get(state.prompt());
      double cosine = Sampled.cosine(state.state(), golden.state(name, state.layer()));
      least = Math.min(least, cosine);
      assertThat(cosine).describedAs("%s, layer %d", name, state.layer()).isGreaterThan(0.9999);
    }
    System.err.printf(Locale.ROOT, "parity %s: least cosine %.9f%n", model, least);
  }

  private static void assertSame(Path folder, String name, float[] one, float[] other) {
    assertThat(Sampled.relative(one, other))
        .describedAs("%s of %s", name, folder.getFileName())
        .isLessThan(1e-5);
  }

  private static Map<String, float[]> byName(List<String> ids, List<SampledState> states) {
    Map<String, float[]> out = new TreeMap<>();
    states.forEach(
        state ->
            out.put(
                "%s/%s/%d".formatted(state.pooling().id(), ids.get(state.prompt()), state.layer()),
                state.state()));
    return out;
  }

  private static List<SampledState> sampled(
      Path folder, Golden golden, List<String> ids, int chunkTokens) {
    return Sampled.of(
        Golden.checkpoint(folder),
        ids.stream().map(golden::tokens).toList(),
        ids.stream().map(id -> new PoolingPlan(golden.userTokens(id))).toList(),
        chunkTokens);
  }

  private static List<int[]> ids(Golden golden) {
    return golden.ids().stream().map(golden::tokens).toList();
  }

  private static List<PoolingPlan> plans(Golden golden) {
    return golden.ids().stream().map(id -> new PoolingPlan(golden.userTokens(id))).toList();
  }

  private static void report(Path folder, Golden golden, List<SampledState> states) {
    double worst =
        states.stream()
            .mapToDouble(
                state ->
                    Sampled.relative(
                        state.state(),
                        golden.state(
                            state.pooling().id() + "/" + golden.ids().get(state.prompt()),
                            state.layer())))
            .max()
            .orElse(Double.NaN);
    System.err.printf(
        Locale.ROOT, "parity %s: largest relative L2 %.2e%n", folder.getFileName(), worst);
    assertThat(Arrays.stream(new double[] {worst})).allMatch(Double::isFinite);
  }
}
