package io.stateprint.decoder;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProcessorTest {
  @ParameterizedTest
  @CsvSource({
    "GenuineIntel, avx512f avx512_bf16 amx_bf16 amx_tile, true, false",
    "GenuineIntel, avx512f avx512_bf16 avx512_fp16, false, false",
    "AuthenticAMD, avx512f avx512_bf16, true, true",
    "AuthenticAMD, avx512f, false, true",
    "AuthenticAMD, avx2, false, false"
  })
  void knowsWhatMultipliesFaster(String vendor, String flags, boolean bfloat16, boolean oneDnn) {
    Processor processor =
        new Processor("vendor_id\t: %s\nflags\t\t: fpu %s\n".formatted(vendor, flags));

    assertThat(processor.isFastInBfloat16()).isEqualTo(bfloat16);
    assertThat(processor.isFasterInOneDnn()).isEqualTo(oneDnn);
    assertThat(FloatProducts.of(Device.gpu(), processor)).isEqualTo(FloatProducts.LINEAR);
    assertThat(FloatProducts.of(Device.cpu(), processor).equals(FloatProducts.LINEAR))
        .isEqualTo(!oneDnn);
  }

  @Test
  void secondThreadsOfACoreAreNoCores() {
    String two = "processor\t: %d\nphysical id\t: %d\ncore id\t\t: %d\n\n";
    String text =
        two.formatted(0, 0, 0)
            + two.formatted(1, 0, 1)
            + two.formatted(2, 0, 0)
            + two.formatted(3, 0, 1)
            + two.formatted(4, 1, 0);

    assertThat(new Processor(text).cores()).isEqualTo(3);
  }

  @Test
  void processorsThatTellNothingOfCoresCountAsTheVirtualMachineCountsThem() {
    assertThat(new Processor("").cores()).isEqualTo(Runtime.getRuntime().availableProcessors());
    assertThat(new Processor("processor\t: 0\nBogoMIPS\t: 243.75\n").cores())
        .isEqualTo(Runtime.getRuntime().availableProcessors());
  }
}
