package io.stateprint.jobs.tables;

import static org.assertj.core.api.Assertions.assertThat;

import io.stateprint.jobs.LocalSpark;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntConsumer;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files of models that begin and end side by side, in one run and in several. */
class UnitFilesTest {
  private static final int WRITERS = 8;
  private static final int ROUNDS = 25;

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
  void oneModelEndsWhileAnotherOfTheRunBegins() throws Exception {
    Store store = Store.at(spark, folder.toString());

    sideBySide(writer -> beginAndEnd(store.units("run", "m" + writer)));

    store.clearUnits("run");
    assertThat(folder.resolve("cuts")).doesNotExist();
  }

  @Test
  void oneRunEndsWhileAnotherBegins() throws Exception {
    Store store = Store.at(spark, folder.toString());

    sideBySide(
        writer -> {
          beginAndEnd(store.units("run" + writer, "m"));
          store.clearUnits("run" + writer);
        });

    assertThat(folder.resolve("cuts")).doesNotExist();
  }

  private static void sideBySide(IntConsumer work) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(WRITERS);
    List<Future<?>> done = new ArrayList<>();
    for (int i = 0; i < WRITERS; i++) {
      int writer = i;
      done.add(
          threads.submit(
              () -> {
                for (int round = 0; round < ROUNDS; round++) {
                  work.accept(writer);
                }
              }));
    }
    for (Future<?> writer : done) {
      writer.get();
    }
    threads.shutdown();
  }

  @Test
  void aUnitThatIsDoneAgainIsThereAtEveryMoment() throws Exception {
    UnitFiles files = Store.at(spark, folder.toString()).units("run", "m");
    write(files, 0);
    AtomicBoolean over = new AtomicBoolean();
    ExecutorService threads = Executors.newFixedThreadPool(3);
    List<Future<?>> attempts = new ArrayList<>();
    for (int attempt = 1; attempt <= 2; attempt++) {
      int seconds = attempt;
      attempts.add(threads.submit(() -> writeOften(files, seconds)));
    }
    Future<Integer> looks = threads.submit(() -> looks(files, over));
    try {
      for (Future<?> attempt : attempts) {
        attempt.get();
      }
    } finally {
      over.set(true);
    }

    assertThat(looks.get()).isGreaterThan(ROUNDS);
    threads.shutdown();
  }

  private static Void writeOften(UnitFiles files, int seconds) throws IOException {
    for (int round = 0; round < ROUNDS; round++) {
      write(files, seconds);
    }
    return null;
  }

  /** What an attempt writes differs in the seconds that it took. */
  private static void write(UnitFiles files, int seconds) throws IOException {
    files.writeCut(1, 0, out -> out.write(ByteBuffer.allocate(1)));
    files.record(new UnitRecord(0, 0, 0, 0, 0, seconds, 0));
  }

  private static int looks(UnitFiles files, AtomicBoolean over) throws IOException {
    int looks = 0;
    while (!over.get()) {
      assertThat(files.done(0, 0)).isPresent();
      try (ReadableByteChannel cut = files.openCut(1, 0)) {
        assertThat(cut.read(ByteBuffer.allocate(1))).isEqualTo(1);
      }
      looks++;
    }
    return looks;
  }

  private static void beginAndEnd(UnitFiles files) {
    files.begin("{}");
    assertThat(files.plan()).hasValue("{}");
    files.clear();
    assertThat(files.plan()).isEmpty();
  }
}
