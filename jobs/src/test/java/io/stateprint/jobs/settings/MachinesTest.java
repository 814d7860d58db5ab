package io.stateprint.jobs.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.stateprint.decoder.DeviceChoice;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MachinesTest {
  private static final String MODEL = "sweep.models=[{id = m, checkpoint = \"some/dir\"}]";

  @Test
  void isUnlimitedOnAnyDeviceUnlessSaid() {
    MachineSettings machine = load().sampling().machine();

    assertThat(machine).isEqualTo(new MachineSettings(DeviceChoice.AUTO, 2048, Long.MAX_VALUE));
  }

  @Test
  void readsSizesAndDevices() {
    MachineSettings machine = load("memory.max=12 GiB", "sweep.device=cpu").sampling().machine();

    assertThat(machine.mostMemory()).isEqualTo(12L << 30);
    assertThat(machine.device()).isEqualTo(DeviceChoice.CPU);
  }

  @Test
  void takesTheGpuThatSparkGivesATask() {
    MachineSettings machine =
        load("spark.master=spark://h:7077", "spark.conf.\"spark.task.resource.gpu.amount\"=1")
            .sampling()
            .machine();

    assertThat(machine.device()).isEqualTo(DeviceChoice.OFFERED);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "memory.max=plenty | memory.max = \"plenty\" is of the wrong kind; none, or a size such as 12 GiB",
        "memory.max=0 | memory.max = 0 is not a size",
        "sweep.device=cuda | sweep.device = cuda is not known; choose auto, cpu or a GPU such as gpu:0",
        "spark.conf.\"spark.executor.resource.gpu.amount\"=1 | which a local master never gives"
      })
  void saysWhatIsWrong(String assignment, String problem) {
    SettingsException refused =
        catchThrowableOfType(SettingsException.class, () -> load(assignment));

    assertThat(refused).hasMessageContaining(problem);
  }

  private static Settings load(String... assignments) {
    List<String> all = new java.util.ArrayList<>(List.of(assignments));
    all.add(MODEL);
    return SettingsLoader.load(
        new SettingsSources(
            List.of(), all, Path.of("..").toAbsolutePath().normalize(), Clock.systemUTC()));
  }
}
