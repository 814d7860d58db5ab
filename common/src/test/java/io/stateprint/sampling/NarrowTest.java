package io.stateprint.sampling;

import static org.assertj.core.api.Assertions.assertThat;

import io.stateprint.decoder.ComputeType;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * In bfloat16 every program computes the same but for its rounding, whatever type its weights have.
 * Where a router's choice is close, rounding sends a token elsewhere, so of mixtures the middle
 * state is held, not the worst.
 */
class NarrowTest {
  @ParameterizedTest
  @MethodSource("io.stateprint.sampling.Golden#models")
  void bfloat16IsNearFloat32(Path folder) {
    Golden golden = Golden.in(folder);
    List<SampledState> states =
        Sampled.of(
            Golden.checkpoint(folder),
            golden.ids().stream().map(golden::tokens).toList(),
            golden.ids().stream().map(id -> new PoolingPlan(golden.userTokens(id))).toList(),
            4096,
            ComputeType.BFLOAT16);

    double[] cosines =
        states.stream()
            .mapToDouble(
                state ->
                    Sampled.cosine(
                        state.state(),
                        golden.state(
                            state.pooling().id() + "/" + golden.ids().get(state.prompt()),
                            state.layer())))
            .sorted()
            .toArray();
    System.out.printf(
        java.util.Locale.ROOT,
        "bfloat16 %s: least cosine %.5f, middle %.5f%n",
        folder.getFileName(),
        cosines[0],
        cosines[cosines.length / 2]);
    assertThat(cosines[cosines.length / 2]).isGreaterThan(0.999);
  }
}
