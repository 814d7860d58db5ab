package io.stateprint.jobs.tables;

import static org.assertj.core.api.Assertions.assertThat;

import io.stateprint.jobs.LocalSpark;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
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

  private static void beginAndEnd(UnitFiles files) {
    files.begin("{}");
    assertThat(files.plan()).hasValue("{}");
    files.clear();
    assertThat(files.plan()).isEmpty();
  }
}
