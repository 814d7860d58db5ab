package io.stateprint.jobs.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stateprint.jobs.LocalSpark;
import io.stateprint.storage.InputException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunLockTest {
  private static SparkSession spark;
  @TempDir private Path folder;

  @BeforeAll
  static void start() {
    spark = LocalSpark.open();
  }

  @AfterAll
  static void stop() {
    spark.stop();
  }

  @Test
  void aSecondHolderIsRefusedAndToldWhoTheFirstIs() {
    String me = "process " + ProcessHandle.current().pid() + " on ";
    int answer =
        RunLock.holding(
            store(),
            "run",
            () -> {
              assertThatThrownBy(() -> RunLock.holding(store(), "run", () -> 1))
                  .isInstanceOf(InputException.class)
                  .hasMessageContaining("Cannot use the run id run: " + me)
                  .hasMessageContaining("choose another sweep.run-id");
              return RunLock.holding(store(), "other", () -> 2);
            });

    assertThat(answer).isEqualTo(2);
    assertThat(RunLock.holding(store(), "run", () -> 3)).isEqualTo(3);
  }

  @Test
  void failingWorkGivesTheRunBack() {
    assertThatThrownBy(
            () ->
                RunLock.holding(
                    store(),
                    "run",
                    () -> {
                      throw new IllegalStateException("broken");
                    }))
        .hasMessage("broken");

    assertThat(RunLock.holding(store(), "run", () -> 1)).isEqualTo(1);
  }

  @Test
  void ofManyAtOnceOnlyOneWorks() {
    assertOneOfManyWorks();
  }

  @Test
  void ofManyThatFindADeadHolderOnlyOneWorks() throws IOException {
    for (int round = 0; round < 20; round++) {
      placeDead();
      assertOneOfManyWorks();
    }
  }

  /** A process that slept for long finds the note of the one that took its run over. */
  @Test
  void aHolderThatWasTakenForLostEndsItsWorkAndLeavesTheOtherItsNote() {
    String other = "{\"host\": \"elsewhere\", \"pid\": 1, \"started\": 0, \"token\": \"x\"}";

    assertThatThrownBy(
            () ->
                RunLock.holding(
                    store(),
                    "run",
                    Duration.ofMillis(20),
                    () -> {
                      place(other);
                      LockSupport.parkNanos(2_000_000_000);
                      return 1;
                    }))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("another one has taken the run over");

    assertThat(folder.resolve("runs/run_id=run/_lock.json")).hasContent(other);
  }

  private void assertOneOfManyWorks() {
    AtomicInteger inside = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    long worked =
        IntStream.range(0, 16)
            .parallel()
            .filter(
                i -> {
                  try {
                    return RunLock.holding(
                        store(),
                        "run",
                        () -> {
                          most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                          LockSupport.parkNanos(1_000_000);
                          inside.decrementAndGet();
                          return true;
                        });
                  } catch (InputException e) {
                    return false;
                  }
                })
            .count();

    assertThat(worked).isPositive();
    assertThat(most.get()).isEqualTo(1);
  }

  @Test
  void aProcessThatEndedHoldsNothing() throws IOException {
    placeDead();

    assertThat(RunLock.holding(store(), "run", () -> 1)).isEqualTo(1);
  }

  @Test
  void aHolderElsewhereCountsAsGoneWhenItIsSilentForLong() throws IOException {
    Path lock = place("{\"host\": \"elsewhere\", \"pid\": 1, \"started\": 0}");

    assertThatThrownBy(() -> RunLock.holding(store(), "run", () -> 1))
        .hasMessageContaining("process 1 on elsewhere");
    Files.setLastModifiedTime(lock, FileTime.from(Instant.now().minus(Duration.ofMinutes(6))));
    assertThat(RunLock.holding(store(), "run", () -> 1)).isEqualTo(1);
  }

  @Test
  void aLockThatIsStillBeingWrittenIsHeld() throws IOException {
    place("");

    assertThatThrownBy(() -> RunLock.holding(store(), "run", () -> 1))
        .hasMessageContaining("another process");
  }

  /** A process began at that number after the holder, or none did: it has ended. */
  private void placeDead() throws IOException {
    place(
        "{\"host\": \"%s\", \"pid\": %d, \"started\": 1}"
            .formatted(InetAddress.getLocalHost().getHostName(), ProcessHandle.current().pid()));
  }

  private Path place(String text) {
    try {
      Path runs = Files.createDirectories(folder.resolve("runs/run_id=run"));
      return Files.writeString(runs.resolve("_lock.json"), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Store store() {
    return Store.at(spark, folder.toString());
  }
}
