package io.stateprint.jobs.sample;

import static io.stateprint.jobs.sample.TinySweep.job;
import static io.stateprint.jobs.sample.TinySweep.plan;
import static io.stateprint.jobs.sample.TinySweep.states;
import static io.stateprint.jobs.sample.TinySweep.texts;
import static org.assertj.core.api.Assertions.assertThat;

import io.stateprint.decoder.DeviceChoice;
import io.stateprint.jobs.cluster.ClusterShape;
import io.stateprint.jobs.cluster.StandaloneCluster;
import io.stateprint.jobs.settings.MachineSettings;
import io.stateprint.jobs.settings.ReadingSettings;
import io.stateprint.jobs.tables.RunRow;
import io.stateprint.jobs.tables.Store;
import io.stateprint.sampling.LayerChoice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Executors of a real cluster that are killed while they compute, and shards that are fetched. */
class KilledExecutorIT {
  private static final String MODEL = "tiny-llama";

  /** Its experts are large enough to be kept. */
  private static final String LARGER = "tiny-gpt-oss";

  private static final int MOMENTS = 5;
  @TempDir private static Path folder;
  private static StandaloneCluster cluster;
  private static SparkSession spark;

  @BeforeAll
  static void start() throws IOException {
    cluster =
        StandaloneCluster.start(
            Files.createDirectory(folder.resolve("cluster")), ClusterShape.of(2));
    spark = cluster.driver().config("spark.executor.instances", "2").getOrCreate();
  }

  @AfterAll
  static void stop() {
    spark.stop();
    cluster.close();
  }

  @Test
  void executorsThatAreKilledCostTimeAndNoStates() throws Exception {
    Store store = Store.at(spark, folder.resolve("killed").toString());
    ModelPlan plan = plan(MODEL, texts(12), 4).cut(4);
    job(spark, store, "whole").run(List.of(plan)).orThrow();
    Map<String, float[]> expected = states(store, "whole", MODEL);
    ExecutorService thread = Executors.newSingleThreadExecutor();
    try {
      for (int moment = 0; moment < MOMENTS; moment++) {
        String run = "killed-" + moment;
        Future<Sampled> sampled = thread.submit(() -> job(spark, store, run).run(List.of(plan)));
        awaitUnits(run, moment * 3, sampled);
        cluster.executors(moment % 2).forEach(ProcessHandle::destroyForcibly);

        sampled.get(5, TimeUnit.MINUTES).orThrow();

        Map<String, float[]> found = states(store, run, MODEL);
        assertThat(found.keySet()).isEqualTo(expected.keySet());
        expected.forEach((key, state) -> assertThat(found.get(key)).containsExactly(state));
      }
    } finally {
      thread.shutdownNow();
    }
  }

  @Test
  void shardsAreFetchedAheadAndEachByteIsReadOnce() throws IOException {
    Store store = Store.at(spark, folder.resolve("fetched").toString());
    ReadingSettings reading = new ReadingSettings(0, folder.resolve("kept").toString(), 1L << 30);
    MachineSettings machine = new MachineSettings(DeviceChoice.CPU, 64, Long.MAX_VALUE, reading);
    ModelRequest request =
        TinySweep.request(
            TinySweep.MODELS.resolve(LARGER), LARGER, new LayerChoice.All(), 1, machine);

    RunRow kept =
        job(spark, store, "kept").run(List.of(plan(request, texts(6)).cut(4))).orThrow().get(0);
    job(spark, store, "plain").run(List.of(plan(LARGER, texts(6), 1))).orThrow();

    assertThat(kept.shards()).isEqualTo(4);
    assertThat(kept.bytesRead()).isEqualTo(kept.bytesPlanned());
    TinySweep.assertSame(states(store, "kept", LARGER), states(store, "plain", LARGER));
    try (Stream<Path> files = Files.walk(folder.resolve("kept"))) {
      assertThat(files.filter(Files::isRegularFile)).isNotEmpty();
    }
  }

  private static void awaitUnits(String run, int units, Future<?> sampled) throws IOException {
    Path records = folder.resolve("killed/cuts/run_id=%s/model_id=%s".formatted(run, MODEL));
    while (!sampled.isDone() && done(records) < units) {
      LockSupport.parkNanos(5_000_000);
    }
  }

  private static long done(Path records) throws IOException {
    if (!Files.isDirectory(records)) {
      return -1;
    }
    try (Stream<Path> files = Files.list(records)) {
      return files.filter(file -> file.getFileName().toString().matches("_shard-.*json")).count();
    }
  }
}
