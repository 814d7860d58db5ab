package io.stateprint.jobs.sample;

import static org.assertj.core.api.Assertions.assertThat;

import io.stateprint.storage.InputException;
import org.apache.spark.SparkException;
import org.junit.jupiter.api.Test;

class MissingClassesTest {
  @Test
  void anExecutorWithoutTheJarsIsASentence() {
    for (Throwable failure :
        new Throwable[] {
          new SparkException(
              "Job aborted due to stage failure: Task 0 in stage 0.0 failed 4 times (10.0.0.7"
                  + " executor 0): java.lang.ClassNotFoundException:"
                  + " io.stateprint.jobs.sample.UnitTask\n\tat java.base/some.Place"),
          new IllegalStateException(new NoClassDefFoundError("io/stateprint/jobs/sample/UnitTask"))
        }) {
      assertThat(Failures.rootOf(failure))
          .isInstanceOf(InputException.class)
          .hasMessageStartingWith(
              "Cannot run tasks: an executor has no class io.stateprint.jobs.sample.UnitTask;")
          .hasMessageContaining("spark.installed");
    }
  }

  @Test
  void aClassOfSomebodyElseIsNot() {
    Throwable failure = new SparkException("java.lang.ClassNotFoundException: org.example.Other");

    assertThat(Failures.rootOf(failure)).isSameAs(failure);
  }
}
