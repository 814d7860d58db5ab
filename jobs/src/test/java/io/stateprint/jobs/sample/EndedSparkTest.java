package io.stateprint.jobs.sample;

import static org.assertj.core.api.Assertions.assertThat;

import io.stateprint.storage.InputException;
import org.apache.spark.SparkException;
import org.junit.jupiter.api.Test;

class EndedSparkTest {
  @Test
  void memoryThatWasNotEnoughIsASentence() {
    for (Throwable failure :
        new Throwable[] {
          new OutOfMemoryError("Java heap space"),
          new IllegalStateException(new OutOfMemoryError("Java heap space")),
          new SparkException(
              "Job aborted due to stage failure: Task 0 in stage 1.0 failed 4 times (10.0.0.7"
                  + " executor 1): java.lang.OutOfMemoryError: Java heap space\n\tat some.Place")
        }) {
      assertThat(Failures.rootOf(failure))
          .isInstanceOf(InputException.class)
          .hasMessageStartingWith("Cannot go on: Java has no memory left (Java heap space; this")
          .hasMessageContaining("STATEPRINT_HEAP")
          .hasMessageContaining("spark.executor.memory");
    }
    assertThat(Failures.rootOf(new OutOfMemoryError()))
        .hasMessageStartingWith("Cannot go on: Java has no memory left (OutOfMemoryError; this");
  }

  @Test
  void aSparkThatWasStoppedNamesBothReasons() {
    assertThat(
            Failures.rootOf(
                new IllegalStateException(
                    new SparkException("Job 0 cancelled because SparkContext was shut down"))))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith("Cannot go on: Spark was stopped in the middle, by a signal or");
  }

  @Test
  void otherFailuresStayWhatTheyAre() {
    Throwable other = new IllegalStateException("something else");
    Throwable known = new InputException("Cannot read this", new OutOfMemoryError());

    assertThat(Failures.rootOf(other)).isSameAs(other);
    assertThat(Failures.rootOf(known)).isSameAs(known);
  }
}
