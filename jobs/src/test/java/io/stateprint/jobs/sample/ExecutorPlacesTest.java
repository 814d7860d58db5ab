package io.stateprint.jobs.sample;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.spark.SparkConf;
import org.junit.jupiter.api.Test;

class ExecutorPlacesTest {
  @Test
  void executorsAreAskedForByNumberOrByCores() {
    assertThat(ExecutorPlaces.asked(conf())).isEqualTo(Integer.MAX_VALUE);
    assertThat(ExecutorPlaces.asked(conf("spark.cores.max", "8"))).isEqualTo(Integer.MAX_VALUE);
    assertThat(ExecutorPlaces.asked(conf("spark.cores.max", "9", "spark.executor.cores", "4")))
        .isEqualTo(2);
    assertThat(
            ExecutorPlaces.asked(
                conf(
                    "spark.cores.max",
                    "9",
                    "spark.executor.cores",
                    "4",
                    "spark.executor.instances",
                    "3")))
        .isEqualTo(3);
  }

  @Test
  void executorsThatComeWithTheWorkAreNotWaitedFor() {
    String elastic = "spark.dynamicAllocation.enabled";
    assertThat(ExecutorPlaces.asked(conf(elastic, "true"))).isZero();
    assertThat(
            ExecutorPlaces.asked(
                conf(elastic, "true", "spark.dynamicAllocation.minExecutors", "2")))
        .isEqualTo(2);
    assertThat(ExecutorPlaces.asked(conf(elastic, "false"))).isEqualTo(Integer.MAX_VALUE);
  }

  private static SparkConf conf(String... keysAndValues) {
    SparkConf conf = new SparkConf(false);
    for (int i = 0; i < keysAndValues.length; i += 2) {
      conf.set(keysAndValues[i], keysAndValues[i + 1]);
    }
    return conf;
  }
}
