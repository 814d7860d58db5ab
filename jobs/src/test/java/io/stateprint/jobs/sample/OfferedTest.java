package io.stateprint.jobs.sample;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OfferedTest {
  @ParameterizedTest
  @CsvSource({
    "org.apache.spark.executor.CoarseGrainedExecutorBackend, 16",
    "org.apache.spark.executor.YarnCoarseGrainedExecutorBackend, 4",
    "org.apache.spark.scheduler.cluster.k8s.KubernetesExecutorBackend, 1"
  })
  void readsTheCoresOfAnExecutorFromItsCommand(String main, int cores) {
    String command =
        main
            + " --driver-url spark://CoarseGrainedScheduler@h:1 --executor-id 0 --hostname h --cores "
            + cores;

    assertThat(Offered.cores(command)).hasValue(cores);
    assertThat(Offered.cores(command + " --app-id app-1 --resourceProfileId 0")).hasValue(cores);
  }

  @Test
  void aProcessThatIsNoExecutorHasNone() {
    assertThat(Offered.cores("io.stateprint.jobs.cli.Main sweep --cores 4")).isEmpty();
    assertThat(Offered.cores("/opt/stateprint-jobs.jar sweep --set a=ExecutorBackend --cores 4"))
        .isEmpty();
    assertThat(Offered.cores("org.apache.spark.executor.CoarseGrainedExecutorBackend --cores 0"))
        .isEmpty();
    assertThat(Offered.cores("")).isEmpty();
  }
}
