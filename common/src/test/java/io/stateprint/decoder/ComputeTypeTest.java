package io.stateprint.decoder;

import static org.assertj.core.api.Assertions.assertThat;

import io.stateprint.checkpoint.TensorType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ComputeTypeTest {
  @ParameterizedTest
  @EnumSource(
      value = TensorType.class,
      names = {"F16", "F32", "Q4_K", "Q8_0"})
  void widensWhatIsNotMadeForBfloat16(TensorType stored) {
    assertThat(ComputeType.choose(Precision.CHECKPOINT, stored, true))
        .isEqualTo(ComputeType.FLOAT32);
  }

  @ParameterizedTest
  @EnumSource(TensorType.class)
  void computesInFloat32WhereThatIsAskedFor(TensorType stored) {
    assertThat(ComputeType.choose(Precision.FLOAT32, stored, true)).isEqualTo(ComputeType.FLOAT32);
  }
}
