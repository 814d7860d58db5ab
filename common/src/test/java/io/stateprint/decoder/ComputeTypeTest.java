package io.stateprint.decoder;

import static org.assertj.core.api.Assertions.assertThat;

import io.stateprint.checkpoint.TensorType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ComputeTypeTest {
  @ParameterizedTest
  @CsvSource({
    "GenuineIntel, avx512f avx512_bf16 amx_bf16 amx_tile, true",
    "GenuineIntel, avx512f avx512_bf16 avx512_fp16, false",
    "AuthenticAMD, avx512f avx512_bf16, true",
    "AuthenticAMD, avx2, false"
  })
  void computesInBfloat16WhereThatIsTheFasterType(String vendor, String flags, boolean fast) {
    String cpuinfo = "vendor_id\t: %s\nflags\t\t: fpu %s\n".formatted(vendor, flags);

    assertThat(ComputeType.isFastInBfloat16(cpuinfo)).isEqualTo(fast);
  }

  @ParameterizedTest
  @EnumSource(
      value = TensorType.class,
      names = {"F16", "F32", "Q4_K", "Q8_0"})
  void widensWhatIsNotMadeForBfloat16(TensorType stored) {
    assertThat(ComputeType.choose(Precision.CHECKPOINT, stored)).isEqualTo(ComputeType.FLOAT32);
  }

  @ParameterizedTest
  @EnumSource(TensorType.class)
  void computesInFloat32WhereThatIsAskedFor(TensorType stored) {
    assertThat(ComputeType.choose(Precision.FLOAT32, stored)).isEqualTo(ComputeType.FLOAT32);
  }
}
