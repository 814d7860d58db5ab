package io.stateprint.sampling;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import io.stateprint.decoder.ComputeType;
import io.stateprint.decoder.FloatProducts;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Products spelled as convolutions, whatever the processor at hand takes. */
class ConvolvedTest {
  @ParameterizedTest
  @MethodSource("io.stateprint.sampling.Golden#models")
  void statesEqualThoseOfTransformersToo(Path folder) {
    Golden golden = Golden.in(folder);
    List<SampledState> states =
        Sampled.of(
            Golden.checkpoint(folder),
            golden.ids().stream().map(golden::tokens).toList(),
            golden.ids().stream().map(id -> new PoolingPlan(golden.userTokens(id))).toList(),
            new Sampled.Arithmetic(
                4096,
                ComputeType.FLOAT32,
                decoder -> decoder.load(Device.cpu(), new FloatProducts(1))));

    assertThat(states).isNotEmpty();
    for (SampledState state : states) {
      String name = state.pooling().id() + "/" + golden.ids().get(state.prompt());
      assertThat(Sampled.relative(state.state(), golden.state(name, state.layer())))
          .describedAs("%s, layer %d of %s", name, state.layer(), folder.getFileName())
          .isLessThan(1e-4);
    }
  }
}
