package io.stateprint.decoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Device;
import io.stateprint.storage.InputException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeviceChoiceTest {
  @Test
  void readsWhatTheConfigurationSpells() {
    assertThat(DeviceChoice.parse("auto")).contains(DeviceChoice.AUTO);
    assertThat(DeviceChoice.parse("cpu")).contains(DeviceChoice.CPU);
    assertThat(DeviceChoice.parse("gpu:3")).contains(new DeviceChoice(DeviceChoice.Kind.GPU, 3));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "gpu", "gpu:", "gpu:x", "cuda:0", "CPU", "gpu:1234"})
  void knowsNothingElse(String text) {
    assertThat(DeviceChoice.parse(text)).isEmpty();
  }

  @Test
  void takesTheProcessorWhereItIsAskedFor() {
    assertThat(DeviceChoice.CPU.resolve(List.of(1))).isEqualTo(Device.cpu());
  }

  @Test
  void neverRunsOnTheProcessorWhereAGpuIsAskedForThatIsNotThere() {
    DeviceChoice choice = DeviceChoice.parse("gpu:99").orElseThrow();

    assertThatThrownBy(() -> choice.resolve(List.of()))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("Cannot run on gpu:99: libtorch 2.7.1")
        .hasMessageContaining("PYTORCH_LIBRARY_PATH")
        .hasMessageContaining("device = cpu");
  }

  @Test
  void neverRunsOnTheProcessorWhereSparkOwesAGpu() {
    assertThatThrownBy(() -> DeviceChoice.OFFERED.resolve(List.of()))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("Spark gave this task none")
        .hasMessageContaining("spark.task.resource.gpu.amount");
  }
}
