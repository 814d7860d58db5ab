package io.stateprint.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SessionTest {
  private static final String OPTIONS = "spark.executor.extraJavaOptions";

  private static String options(Map<String, String> said) {
    return Session.executorOptions(key -> said.getOrDefault(key, ""));
  }

  @Test
  void executorsCollectInParallelUnlessAnotherCollectorIsChosen() {
    assertThat(options(Map.of())).contains("-XX:+UseParallelGC");
    assertThat(options(Map.of(OPTIONS, "-Dmine=1")))
        .contains("-XX:+UseParallelGC")
        .endsWith(" -Dmine=1");
  }

  @ParameterizedTest
  @CsvSource({
    "spark.executor.extraJavaOptions, -Xlog:gc -XX:+UseZGC -Da=b",
    "spark.executor.extraJavaOptions, -XX:+UseParallelGC",
    "spark.executor.defaultJavaOptions, -XX:+UseG1GC -verbose:gc",
    "spark.executorEnv.JAVA_TOOL_OPTIONS, -XX:+UseSerialGC",
    "spark.executorEnv.JDK_JAVA_OPTIONS, -XX:+UseShenandoahGC"
  })
  void aVirtualMachineThatIsGivenTwoCollectorsDoesNotStart(String key, String said) {
    String options = options(Map.of(key, said));

    assertThat(options.replace(said, "")).doesNotContain("GC");
    assertThat(options.endsWith(said)).isEqualTo(key.equals(OPTIONS));
  }

  @Test
  void aShuffleHasTwiceAsManyPartitionsAsThereAreCoresUnlessANumberIsSaid() {
    assertThat(ShufflePartitions.of(1)).isEqualTo(8);
    assertThat(ShufflePartitions.of(30)).isEqualTo(60);
    assertThat(ShufflePartitions.of(Integer.MAX_VALUE)).isEqualTo(200);
    assertThat(ShufflePartitions.areOurs(key -> "")).isTrue();
    assertThat(ShufflePartitions.areOurs(key -> key.equals(ShufflePartitions.KEY) ? "5" : ""))
        .isFalse();
  }
}
