package io.stateprint.jobs.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stateprint.jobs.remote.FaultyProxy;
import io.stateprint.jobs.remote.RemoteConf;
import io.stateprint.jobs.remote.S3Bucket;
import io.stateprint.storage.InputException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A store in a bucket: one holder a run, and nothing that grows with the runs of the past. */
class S3StoreTest {
  private static SparkSession spark;
  private final S3Bucket s3 = new S3Bucket();

  @BeforeAll
  static void start() {
    SparkSession.Builder builder =
        SparkSession.builder().master("local[2]").config("spark.ui.enabled", "false");
    RemoteConf.unlessGiven("s3a://").forEach(builder::config);
    spark =
        builder
            .config("spark.hadoop.fs.s3a.multipart.size", "5M")
            .config("spark.hadoop.parquet.hadoop.vectored.io.enabled", "false")
            .getOrCreate();
  }

  @AfterAll
  static void stop() {
    spark.stop();
  }

  @BeforeEach
  void configure() {
    s3.keys()
        .forEach(
            (key, value) ->
                spark
                    .sparkContext()
                    .hadoopConfiguration()
                    .set(key.substring("spark.hadoop.".length()), value));
  }

  @AfterEach
  void close() {
    s3.close();
  }

  @Test
  void aSecondHolderIsRefusedByTheServerItself() {
    RunLock.holding(
        store(),
        "run",
        () -> {
          assertThatThrownBy(() -> RunLock.holding(store(), "run", () -> 1))
              .isInstanceOf(InputException.class)
              .hasMessageContaining(
                  "Cannot use the run id run: process " + ProcessHandle.current().pid());
          return RunLock.holding(store(), "other", () -> 2);
        });

    assertThat(s3.proxy.asked())
        .anyMatch(one -> one.method().equals("PUT") && one.condition().equals("*"));
    assertThat(RunLock.holding(store(), "run", () -> 3)).isEqualTo(3);
    assertThat(s3.server.keys(s3.name, "store/runs/")).noneMatch(key -> key.contains("_lock"));
  }

  @Test
  void ofManyAtOnceOnlyOneWorks() {
    AtomicInteger inside = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    long worked =
        IntStream.range(0, 12)
            .parallel()
            .filter(
                i -> {
                  try {
                    return RunLock.holding(
                        store(),
                        "run",
                        () -> {
                          most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                          LockSupport.parkNanos(50_000_000);
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
  void anAnswerThatWasLostDoesNotLockTheHolderOut() {
    s3.proxy.spoil(
        one -> one.method().equals("PUT") && one.path().endsWith("_lock.json"),
        1,
        FaultyProxy.lose());

    assertThat(RunLock.holding(store(), "run", () -> 4)).isEqualTo(4);
    assertThat(s3.server.keys(s3.name, "store/runs/")).noneMatch(key -> key.contains("_lock"));
  }

  @Test
  void aHolderShowsThatItLives() throws InterruptedException {
    CountDownLatch beaten = new CountDownLatch(3);
    s3.proxy.spoil(
        one -> one.method().equals("PUT") && one.path().endsWith("_lock.json"),
        Integer.MAX_VALUE,
        (exchange, server) -> {
          FaultyProxy.begin(exchange, server.ask());
          beaten.countDown();
        });

    boolean seen =
        RunLock.holding(
            store(),
            "run",
            Duration.ofMillis(50),
            () -> {
              try {
                return beaten.await(20, java.util.concurrent.TimeUnit.SECONDS);
              } catch (InterruptedException e) {
                throw new IllegalStateException(e);
              }
            });

    assertThat(seen).isTrue();
    assertThat(s3.server.keys(s3.name, "store/runs/")).noneMatch(key -> key.contains("_lock"));
  }

  @Test
  void aHolderWhoseRunWasTakenOverEndsItsWorkAndLeavesTheOthersLock() {
    byte[] other =
        "{\"host\":\"elsewhere\",\"pid\":1,\"started\":0,\"token\":\"t\",\"beat\":0}"
            .getBytes(StandardCharsets.UTF_8);

    assertThatThrownBy(
            () ->
                RunLock.holding(
                    store(),
                    "run",
                    Duration.ofMillis(50),
                    () -> {
                      s3.server.put(s3.name, "store/runs/run_id=run/_lock.json", other);
                      return spark.range(1).toJavaRDD().map(S3StoreTest::waited).collect();
                    }))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("another one has taken the run over");
    assertThat(s3.server.get(s3.name, "store/runs/run_id=run/_lock.json")).isEqualTo(other);
  }

  /** Longer than any test may take; its job is cancelled. */
  private static long waited(long value) throws InterruptedException {
    new CountDownLatch(1).await(120, java.util.concurrent.TimeUnit.SECONDS);
    return value;
  }

  @Test
  void aSilentHolderIsReplacedByOneProcessOnly() {
    Notes notes = store().notes();
    notes.create("run", "lock.json", "{\"host\":\"elsewhere\",\"pid\":1}");
    Notes.Note found = notes.find("run", "lock.json").orElseThrow();

    assertThat(found.touched())
        .isBetween(Instant.now().minusSeconds(120), Instant.now().plusSeconds(120));
    assertThat(notes.replace("run", "lock.json", found, "first")).isTrue();
    assertThat(notes.replace("run", "lock.json", found, "second")).isFalse();
    assertThat(notes.find("run", "lock.json").orElseThrow().text()).isEqualTo("first");
  }

  @Test
  void openingAStoreAsksNoMoreWhenRunsHavePiledUp() {
    opened("first");
    List<FaultyProxy.Asked> none = opened("a");
    byte[] manifest = "x".getBytes(StandardCharsets.UTF_8);
    IntStream.range(0, 200)
        .parallel()
        .forEach(
            run -> {
              String at = "/run_id=past-%03d/model_id=m/_SUCCESS".formatted(run);
              s3.server.put(s3.name, "store/runs" + at, manifest);
              s3.server.put(s3.name, "store/states" + at, manifest);
            });
    List<FaultyProxy.Asked> many = opened("b");

    assertThat(many).hasSameSizeAs(none);
    assertThat(many.stream().filter(FaultyProxy.Asked::isListing))
        .hasSameSizeAs(none.stream().filter(FaultyProxy.Asked::isListing).toList())
        .allMatch(one -> one.query().contains("max-keys=") || one.query().contains("run_id%3Db"));
  }

  private List<FaultyProxy.Asked> opened(String run) {
    Store store = store();
    s3.proxy.forget();
    store.requireWritable();
    RunLock.holding(
        store,
        run,
        () -> {
          store.createNote(run, "sweep.json", "{}");
          assertThat(store.has(Table.RUNS, run, "m")).isFalse();
          store.deleteStates(run, "m");
          return store.hasStates(run, "m");
        });
    return s3.proxy.asked();
  }

  @Test
  void runsBeyondAPageOfKeysAreListedWhole() {
    byte[] manifest = "x".getBytes(StandardCharsets.UTF_8);
    IntStream.range(0, 1_050)
        .parallel()
        .forEach(
            run ->
                s3.server.put(
                    s3.name,
                    "store/runs/run_id=r%04d/model_id=m/_SUCCESS".formatted(run),
                    manifest));

    s3.proxy.forget();

    assertThat(store().runIds()).hasSize(1_050).startsWith("r0000").endsWith("r1049");
    assertThat(s3.proxy.asked()).hasSizeLessThan(6);
  }

  @Test
  void aFileOverThePartSizeGoesUpInPartsAndIsSeenWhenItIsWhole() {
    List<StateRow> rows = IntStream.range(0, 8_000).mapToObj(S3StoreTest::row).toList();
    s3.proxy
        .spoil(
            one -> one.query().contains("partNumber=2"),
            2,
            FaultyProxy.error(503, "SlowDown", "Please reduce your request rate."))
        .spoil(one -> one.query().contains("partNumber=3"), 1, FaultyProxy.reset());

    WrittenStates.write(
        store(), spark.createDataset(rows, Encoders.bean(StateRow.class)), "run", "m");

    assertThat(s3.proxy.asked())
        .anyMatch(one -> one.method().equals("POST") && one.query().contains("uploads"))
        .anyMatch(one -> one.query().contains("partNumber=3"))
        .noneMatch(
            one ->
                one.method().equals("PUT")
                    && one.path().matches("[^_]*states/run_id%3Drun/model_id%3Dm/part[^/]*")
                    && one.query().isEmpty());
    assertThat(store().hasStates("run", "m")).isTrue();
    Map<String, float[]> read = new HashMap<>();
    store()
        .states("run", "m")
        .collectAsList()
        .forEach(r -> read.put(r.getPromptId(), r.getState()));
    assertThat(read).hasSize(8_000);
    rows.forEach(row -> assertThat(read.get(row.getPromptId())).isEqualTo(row.getState()));
    assertThat(s3.server.keys(s3.name, "store/")).noneMatch(key -> key.contains("__magic"));
  }

  private static StateRow row(int number) {
    Random random = new Random(number);
    float[] state = new float[1_024];
    for (int d = 0; d < state.length; d++) {
      state[d] = random.nextFloat();
    }
    StateRow row = new StateRow();
    for (Consumer<String> text :
        List.<Consumer<String>>of(
            row::setPromptSet,
            row::setCategory,
            row::setTopic,
            row::setLang,
            row::setRole,
            row::setCondition,
            row::setSystemPrompt,
            row::setFormat,
            row::setPooling)) {
      text.accept("x");
    }
    row.setPromptId("p" + number);
    row.setState(state);
    return row;
  }

  @Test
  void aServerThatLetsTwoWritersInHoldsNoStore() {
    s3.proxy.spoil(
        one -> one.condition().equals("*"),
        Integer.MAX_VALUE,
        (exchange, server) -> exchange.sendResponseHeaders(200, -1));

    assertThatThrownBy(() -> store().requireWritable())
        .isInstanceOf(InputException.class)
        .hasMessageContaining("ignores the condition If-None-Match");
  }

  @Test
  void aBucketThatIsNotThereIsNamed() {
    Store gone = Store.at(spark, "s3a://no-such-bucket-" + s3.name + "/store");

    assertThatThrownBy(gone::requireWritable)
        .isInstanceOf(InputException.class)
        .hasMessageContaining("there is no bucket no-such-bucket-" + s3.name)
        .hasMessageContaining("s3.endpoint");
  }

  private Store store() {
    return Store.at(spark, s3.address("store"));
  }
}
