package io.stateprint.jobs.sample;

import static org.assertj.core.api.Assertions.assertThat;

import io.stateprint.decoder.DeviceChoice;
import org.apache.spark.SparkConf;
import org.junit.jupiter.api.Test;

class GpuStageTest {
  @Test
  void anExecutorTakesAsManyUnitsAsItHasCoresFor() {
    SparkConf conf = new SparkConf(false);
    assertThat(GpuStage.slots(conf, DeviceChoice.CPU, 4)).isEqualTo(4);
    conf.set("spark.task.cpus", "2");
    assertThat(GpuStage.slots(conf, DeviceChoice.CPU, 5)).isEqualTo(2);
    assertThat(GpuStage.slots(conf, DeviceChoice.CPU, 1)).isEqualTo(1);
  }

  @Test
  void aUnitThatIsGivenAGpuWaitsForOne() {
    SparkConf conf = new SparkConf(false).set("spark.executor.resource.gpu.amount", "2");
    assertThat(GpuStage.slots(conf, DeviceChoice.OFFERED, 8)).isEqualTo(2);
    assertThat(GpuStage.slots(conf, DeviceChoice.CPU, 8)).isEqualTo(8);
    conf.set("spark.task.resource.gpu.amount", "0.5");
    assertThat(GpuStage.slots(conf, DeviceChoice.OFFERED, 8)).isEqualTo(4);
    conf.set("spark.task.resource.gpu.amount", "0.4");
    assertThat(GpuStage.slots(conf, DeviceChoice.OFFERED, 8)).isEqualTo(4);
  }
}
