package io.stateprint.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.stateprint.jobs.LocalSpark;
import io.stateprint.jobs.remote.FaultyProxy;
import io.stateprint.jobs.remote.S3Bucket;
import io.stateprint.jobs.remote.S3Server;
import io.stateprint.jobs.tables.Store;
import io.stateprint.jobs.tables.StoredRows;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * The S3 server is away for half a minute: for some it stands still, and for others connections end
 * and are refused. Sweeps that are at different stages then go on by themselves when it is back.
 * They run side by side, under the retries that every user has, and go through one outage.
 */
class S3OutageIT extends CommandCase {
  private static final Duration AWAY = Duration.ofSeconds(30);
  private static final long SEED = Long.getLong("stateprint.seed", 20261126);

  /** Requests at which the sweeps are, one each: a claim, a cut, states, tokens, job 2's tables. */
  private static final List<Pattern> STAGES =
      Stream.of(
              "PUT .*/_sweep.json$",
              "PUT .*/cut-001-part-0000\\d.arrows$",
              "PUT .*/shard-001-part-0000\\d.parquet$",
              "(PUT|POST) .*/tokens/",
              "(PUT|POST) .*/profiles/")
          .map(Pattern::compile)
          .toList();

  private final Semaphore allThere = new Semaphore(0);
  private final S3Server server = S3Server.own();
  private final S3Bucket paused = new S3Bucket(server);
  private final S3Bucket refused = new S3Bucket(server);
  private final List<S3Bucket> buckets = List.of(paused, refused);
  private final ExecutorService threads = Executors.newCachedThreadPool();

  @AfterEach
  void close() {
    threads.shutdownNow();
    buckets.forEach(S3Bucket::close);
    server.end();
  }

  /**
   * A sweep on its way.
   *
   * @param there falls to zero when it has come to its stage
   */
  private record Begun(S3Bucket s3, String run, CountDownLatch there, Future<Ran> ran) {
    @Override
    public String toString() {
      return "%s of %s at %s%s".formatted(run, s3.name, last(), ran.isDone() ? ", ended" : "");
    }

    /** What it asked of the server last. */
    String last() {
      return s3.proxy.asked().stream()
          .filter(one -> isOf(one, run))
          .reduce((before, last) -> last)
          .map(last -> last.method() + " " + last.path().replaceFirst(".*/store/", ""))
          .orElse("nothing");
    }
  }

  @Test
  void sweepsAtAnyStageGoOnWhenTheServerIsBack() throws Exception {
    for (S3Bucket s3 : buckets) {
      server.putFolder(s3.name, "models/tiny", HOME.resolve(TINY));
    }
    assertThat(run(arguments(paused, "whole"))).extracting(Ran::err, Ran::code).contains("", 0);

    List<Begun> sweeps = begun();
    for (Begun sweep : sweeps) {
      assertThat(sweep.there().await(5, TimeUnit.MINUTES)).describedAs(sweep::toString).isTrue();
    }
    away(sweeps);

    for (Begun sweep : sweeps) {
      Ran ran = sweep.ran().get(5, TimeUnit.MINUTES);
      assertThat(ran.err()).describedAs(sweep.run()).isEmpty();
      assertThat(ran.code()).isZero();
    }
    assertSameTables(sweeps);
  }

  /** The configurations are written before any sweep reads one. */
  private List<Begun> begun() throws IOException {
    List<Supplier<Begun>> sweeps = new ArrayList<>();
    for (int moment = 0; moment < STAGES.size(); moment++) {
      S3Bucket s3 = buckets.get(moment % buckets.size());
      String run = "moment-" + moment;
      CountDownLatch there = held(s3, run, STAGES.get(moment));
      String[] arguments = arguments(s3, run);
      sweeps.add(() -> new Begun(s3, run, there, threads.submit(() -> run(arguments))));
    }
    return sweeps.stream().map(Supplier::get).toList();
  }

  /** Keeps the answer to the first such request of a run until all sweeps are at theirs. */
  private CountDownLatch held(S3Bucket s3, String run, Pattern stage) {
    CountDownLatch there = new CountDownLatch(1);
    s3.proxy.spoil(
        one -> isOf(one, run) && stage.matcher(one.method() + " " + one.path()).find(),
        1,
        (exchange, behind) -> {
          there.countDown();
          allThere.acquireUninterruptibly();
          HttpResponse<InputStream> answer = behind.ask();
          FaultyProxy.begin(exchange, answer);
          answer.body().transferTo(exchange.getResponseBody());
        });
    return there;
  }

  private static boolean isOf(FaultyProxy.Asked one, String run) {
    return one.path().replace("%3D", "=").contains("run_id=" + run + "/");
  }

  /** The server goes away at a random moment of the stage, and comes back. */
  private void away(List<Begun> sweeps) {
    allThere.release(sweeps.size());
    LockSupport.parkNanos(new SplittableRandom(SEED).nextLong(100_000_000));
    server.pause();
    refused.proxy.leave();
    for (Begun sweep : sweeps) {
      assertThat(sweep.ran()).isNotDone();
      System.out.printf("seed %d: %s %s%n", SEED, sweep.run(), sweep.last());
    }
    LockSupport.parkNanos(AWAY.toNanos());
    server.goOn();
    refused.proxy.comeBack();
  }

  private void assertSameTables(List<Begun> sweeps) {
    SparkSession spark = LocalSpark.open(keys());
    try {
      Map<String, List<String>> expected = StoredRows.of(store(spark, paused), spark, "whole");
      assertThat(expected).containsKeys("states", "tokens", "runs", "profiles", "portraits");
      for (Begun sweep : sweeps) {
        Store store = store(spark, sweep.s3());
        assertThat(StoredRows.of(store, spark, sweep.run())).isEqualTo(expected);
        assertThat(StoredRows.leftovers(store)).isEmpty();
      }
    } finally {
      spark.stop();
    }
  }

  private static Store store(SparkSession spark, S3Bucket s3) {
    return Store.at(spark, s3.address("store"));
  }

  /** Spark's keys for all buckets: the sweeps share one Spark. */
  private Map<String, String> keys() {
    Map<String, String> keys = new LinkedHashMap<>();
    buckets.forEach(s3 -> keys.putAll(s3.patientKeys()));
    return keys;
  }

  private String[] arguments(S3Bucket s3, String run) throws IOException {
    Map<String, String> sets = new LinkedHashMap<>();
    keys().forEach((key, value) -> sets.put("spark.conf.\"" + key + "\"", value));
    sets.put("sweep.run-id", run);
    sets.put("sweep.store", s3.address("store"));
    sets.put("sweep.shards", "2");
    sets.put("sweep.partitions", "2");
    sets.put("report.page", "false");
    // Tasks that wait for an answer hold their threads.
    sets.put("spark.master", "local[16]");
    List<String> more = new ArrayList<>();
    sets.forEach((key, value) -> more.addAll(List.of("--set", key + "=\"" + value + "\"")));
    more.addAll(
        List.of(
            "--set",
            "sweep.models=[{id = m, checkpoint = \"%s\"}]".formatted(s3.address("models/tiny"))));
    return with("sweep", run, more.toArray(String[]::new));
  }
}
