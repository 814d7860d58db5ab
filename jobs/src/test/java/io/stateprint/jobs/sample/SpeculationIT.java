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
import io.stateprint.jobs.tables.Store;
import io.stateprint.sampling.LayerChoice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.apache.spark.TaskKilled;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.scheduler.SparkListenerTaskStart;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two attempts at every unit at the same time, on two executors of a real cluster: Spark begins a
 * second one soon after the first, and kills the one that comes too late while it writes.
 */
class SpeculationIT {
  private static final String MODEL = "tiny-llama";
  private static final int SHARDS = 4;
  private static final int MOMENTS = 5;
  private static final long SEED = Long.getLong("stateprint.seed", 20261126);
  @TempDir private static Path folder;
  private static StandaloneCluster cluster;
  private static SparkSession spark;

  @BeforeAll
  static void start() throws IOException {
    cluster =
        StandaloneCluster.start(
            Files.createDirectory(folder.resolve("cluster")), ClusterShape.of(1));
    // Spark makes no second attempt on the host of the first.
    cluster.addWorker("127.0.0.2");
    spark =
        cluster
            .driver()
            .config("spark.executor.instances", "2")
            .config("spark.speculation", "true")
            .config("spark.speculation.interval", "20ms")
            .config("spark.speculation.minTaskRuntime", "20ms")
            .config("spark.speculation.task.duration.threshold", "20ms")
            .getOrCreate();
  }

  @AfterAll
  static void stop() {
    spark.stop();
    cluster.close();
  }

  @Test
  void secondAttemptsLeaveEachRowOnce() throws IOException {
    Store store = Store.at(spark, folder.resolve("store").toString());
    job(spark, store, "whole").run(List.of(plan(MODEL, texts(12), 1))).orThrow();
    Map<String, float[]> expected = states(store, "whole", MODEL);
    Attempts attempts = new Attempts();
    spark.sparkContext().addSparkListener(attempts);
    SplittableRandom random = new SplittableRandom(SEED);
    for (int moment = 0; moment < MOMENTS; moment++) {
      long rate = random.nextLong(100_000, 400_000);
      String run = "moment-" + moment;

      job(spark, store, run).run(List.of(slow(rate).cut(SHARDS))).orThrow();

      TinySweep.assertSame(states(store, run, MODEL), expected);
    }
    attempts.await();
    System.out.printf(
        "seed %d: %d second attempts, %d attempts killed%n",
        SEED, attempts.second.get(), attempts.killed.get());
    assertThat(attempts.second.get()).isGreaterThan(MOMENTS);
    assertThat(attempts.killed.get()).isGreaterThan(MOMENTS);
    try (Stream<Path> files = Files.walk(folder.resolve("store"))) {
      assertThat(files.map(Path::toString).filter(file -> file.contains(".tmp"))).isEmpty();
    }
  }

  /** A plan whose weights come so slowly, bytes a second, that there is time for two attempts. */
  private static ModelPlan slow(long rate) {
    MachineSettings machine =
        new MachineSettings(
            DeviceChoice.CPU, 64, Long.MAX_VALUE, new ReadingSettings(rate, "", 1L << 30));
    return plan(
        TinySweep.request(
            TinySweep.MODELS.resolve(MODEL), MODEL, new LayerChoice.All(), 1, machine),
        texts(12));
  }

  /** Counts attempts at tasks. */
  private static final class Attempts extends SparkListener {
    private final Set<Long> running = ConcurrentHashMap.newKeySet();
    private final AtomicInteger second = new AtomicInteger();
    private final AtomicInteger killed = new AtomicInteger();

    @Override
    public void onTaskStart(SparkListenerTaskStart start) {
      running.add(start.taskInfo().taskId());
      second.addAndGet(start.taskInfo().speculative() ? 1 : 0);
    }

    @Override
    public void onTaskEnd(SparkListenerTaskEnd end) {
      killed.addAndGet(end.reason() instanceof TaskKilled ? 1 : 0);
      running.remove(end.taskInfo().taskId());
    }

    /** Returns when no attempt is at work. */
    void await() {
      long last = System.nanoTime() + 30_000_000_000L;
      while (!running.isEmpty() && System.nanoTime() < last) {
        LockSupport.parkNanos(1_000_000);
      }
      assertThat(running).isEmpty();
    }
  }
}
