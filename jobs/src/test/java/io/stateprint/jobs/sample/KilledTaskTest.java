package io.stateprint.jobs.sample;

import static io.stateprint.jobs.sample.TinySweep.job;
import static io.stateprint.jobs.sample.TinySweep.plan;
import static io.stateprint.jobs.sample.TinySweep.states;
import static io.stateprint.jobs.sample.TinySweep.texts;
import static org.assertj.core.api.Assertions.assertThat;

import io.stateprint.jobs.LocalSpark;
import io.stateprint.jobs.tables.Store;
import io.stateprint.jobs.tables.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tasks that are killed while they compute: they end soon, leave nothing, and are done again. */
class KilledTaskTest {
  private static final String MODEL = "tiny-llama";
  private static final int SHARDS = 3;
  private static final int PARTS = 4;
  private static final int MOMENTS = 5;

  /** Of attempts at killing a task while it is at work. */
  private static final int MOST = 20;

  private static final long SEED = Long.getLong("stateprint.seed", 20261126);
  private static final Duration SOON = Duration.ofSeconds(5);
  @TempDir private static Path folder;
  private static SparkSession spark;
  private static ModelPlan plan;
  private static Map<String, float[]> expected;
  private final ExecutorService thread = Executors.newSingleThreadExecutor();
  private RunningTasks tasks;

  @BeforeAll
  static void start() {
    spark = LocalSpark.open();
    plan = plan(MODEL, texts(48), PARTS).cut(SHARDS);
    job(spark, store(), "whole").run(List.of(plan)).orThrow();
    expected = states(store(), "whole", MODEL);
  }

  @AfterAll
  static void stop() {
    spark.stop();
  }

  @BeforeEach
  void listen() {
    tasks = RunningTasks.of(spark);
  }

  @AfterEach
  void end() {
    thread.shutdownNow();
    tasks.close();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void killedAtAnyMomentTheyAreDoneAgain(boolean interrupt) throws Exception {
    SplittableRandom random = new SplittableRandom(SEED);
    int killed = 0;
    for (int moment = 0; killed < MOMENTS && moment < MOST; moment++) {
      String run = "moment-%d-%b".formatted(moment, interrupt);
      long nanos = random.nextLong(100_000_000);
      int after = moment % MOMENTS * SHARDS * PARTS / MOMENTS;
      Future<Sampled> sampled = begun(run);

      tasks.awaitEnded(after, sampled);
      LockSupport.parkNanos(nanos);
      List<String> places = tasks.killAll(interrupt, sampled);

      System.out.printf("seed %d, %s: killed in %s%n", SEED, run, places);
      killed += isKilledAndUndisturbed(run, sampled) ? 1 : 0;
      tasks.forget();
    }
    assertThat(killed).isEqualTo(MOMENTS);
  }

  @ParameterizedTest
  @CsvSource({
    "ai.djl.pytorch.jni.PyTorchLibrary, true",
    "ai.djl.pytorch.jni.PyTorchLibrary, false",
    "io.stateprint.shard.CutReader, true",
    "io.stateprint.shard.CutReader, false",
    "io.stateprint.shard.CutWriter, true",
    "io.stateprint.shard.StepReader, true",
    "io.stateprint.jobs.tables.StateFile, true",
    "io.stateprint.jobs.tables.WholeFile, true",
  })
  void killedThereTheyAreDoneAgain(String place, boolean interrupt) throws Exception {
    int struck = 0;
    boolean killed = false;
    for (int attempt = 0; !killed && attempt < MOST; attempt++) {
      String run = place.substring(place.lastIndexOf('.') + 1) + interrupt + attempt;
      Future<Sampled> sampled = begun(run);

      struck += tasks.killIn(place, interrupt, sampled) ? 1 : 0;
      killed = isKilledAndUndisturbed(run, sampled);
      tasks.forget();
    }
    assertThat(struck).describedAs("runs in which a task was seen in %s", place).isPositive();
    assertThat(killed).describedAs("a task that was seen in %s was killed", place).isTrue();
  }

  @Test
  void killedWithoutAnInterruptTheyEndAfterTheLayer() throws Exception {
    ModelPlan slow = plan(MODEL, texts(1500), 1);
    Future<Sampled> sampled = thread.submit(() -> job(spark, store(), "slow").run(List.of(slow)));

    tasks.killIn("io.stateprint.shard.ForwardPass.compute", false, sampled);
    Duration took = tasks.awaitKilled().orElseThrow();
    sampled.get(1, TimeUnit.MINUTES).orThrow();

    System.out.printf("killed after %s, whole after %s%n", took, tasks.longest());
    assertThat(took).isLessThan(tasks.longest().dividedBy(2));
  }

  private Future<Sampled> begun(String run) {
    return thread.submit(() -> job(spark, store(), run).run(List.of(plan)));
  }

  /** Whether a task was killed; one may be done before it sees that it is not wanted. */
  private boolean isKilledAndUndisturbed(String run, Future<Sampled> sampled) throws Exception {
    sampled.get(1, TimeUnit.MINUTES).orThrow();
    Map<String, float[]> found = states(store(), run, MODEL);
    assertThat(found.keySet()).isEqualTo(expected.keySet());
    expected.forEach((key, state) -> assertThat(found.get(key)).containsExactly(state));
    assertThat(store().read(Table.TOKENS, run, MODEL).count()).isEqualTo(48);
    Optional<Duration> took = tasks.awaitKilled();
    took.ifPresent(time -> assertThat(time).isLessThan(SOON));
    assertNothingLeft(run);
    return took.isPresent();
  }

  /** No half-written file, no open file of the model, no thread that reads for a task. */
  private static void assertNothingLeft(String run) throws IOException {
    try (Stream<Path> files = Files.walk(folder.resolve("store"))) {
      List<String> names =
          files.map(Path::toString).filter(file -> file.contains("run_id=" + run)).toList();
      assertThat(names.stream().filter(file -> file.contains(".tmp"))).isEmpty();
      assertThat(names.stream().filter(file -> file.matches(".*/states/.*[0-9]\\.parquet")))
          .hasSize(SHARDS * PARTS);
    }
    assertThat(Thread.getAllStackTraces().keySet())
        .noneMatch(one -> one.isAlive() && one.getName().equals("stateprint-reader"));
    try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
      assertThat(open.map(KilledTaskTest::target)).noneMatch(file -> file.contains(MODEL + "/"));
    }
  }

  private static String target(Path descriptor) {
    try {
      return Files.readSymbolicLink(descriptor).toString();
    } catch (IOException e) {
      return "closed meanwhile";
    }
  }

  private static Store store() {
    return Store.at(spark, folder.resolve("store").toString());
  }
}
