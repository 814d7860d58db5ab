package io.stateprint.sampling;

import static org.assertj.core.api.Assertions.assertThat;

import io.stateprint.decoder.ComputeType;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * In bfloat16 the programs of models that are published so compute the same but for its rounding.
 * Where a router's choice is close, rounding sends a token elsewhere, so of mixtures the middle
 * state is held, not the worst.
 */
class NarrowTest {
  @ParameterizedTest
  @ValueSource(strings = {"tiny-gpt2", "tiny-gpt-oss", "tiny-gpt-oss-mxfp4"})
  void bfloat16IsNearFloat32(String model) {
    Path folder = Golden.SAMPLES.resolve("models").resolve(model);
    Golden golden = Golden.in(folder);
    List<SampledState> states =
        Sampled.of(
            folder.toString(),
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
    assertThat(cosines[cosines.length / 2]).isGreaterThan(0.999);
  }
}
