package io.stateprint.jobs.tables;

import static org.assertj.core.api.Assertions.assertThat;

import io.stateprint.jobs.LocalSpark;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
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
  void oneModelEndsWhileAnotherBegins() throws Exception {
    Store store = Store.at(spark, folder.toString());
    ExecutorService writers = Executors.newFixedThreadPool(WRITERS);
    List<Future<?>> done = new ArrayList<>();
    for (int i = 0; i < WRITERS; i++) {
      String run = "run" + i % 2;
      String model = "m" + i;
      done.add(writers.submit(() -> beginAndEnd(store.units(run, model))));
    }
    for (Future<?> writer : done) {
      writer.get();
    }
    writers.shutdown();

    store.clearUnits("run0");
    store.clearUnits("run1");
    store.clearUnits("never");

    assertThat(folder.resolve("cuts")).isEmptyDirectory();
  }

  private static void beginAndEnd(UnitFiles files) {
    for (int round = 0; round < ROUNDS; round++) {
      files.begin("{\"round\": %d}".formatted(round));
      assertThat(files.plan()).hasValue("{\"round\": %d}".formatted(round));
      files.clear();
      assertThat(files.plan()).isEmpty();
    }
  }
}
