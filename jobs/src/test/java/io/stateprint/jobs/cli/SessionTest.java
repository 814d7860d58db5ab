package io.stateprint.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SessionTest {
  @Test
  void executorsCollectInParallelUnlessTheUserChoosesAnotherCollector() {
    assertThat(Session.executorOptions("-Dmine=1"))
        .contains("-XX:+UseParallelGC")
        .endsWith(" -Dmine=1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"-XX:+UseG1GC", "-Xlog:gc -XX:+UseZGC -Da=b", "-XX:+UseSerialGC"})
  void aVirtualMachineThatIsGivenTwoCollectorsDoesNotStart(String theirs) {
    assertThat(Session.executorOptions(theirs)).doesNotContain("UseParallelGC").endsWith(theirs);
  }
}
