package io.stateprint.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.stateprint.jobs.LocalSpark;
import io.stateprint.jobs.tables.StateRow;
import io.stateprint.jobs.tables.Store;
import io.stateprint.jobs.tables.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;

/** A driver that is killed while it samples loses nothing: the same run id goes on. */
class KilledDriverIT extends CommandCase {
  private static final int SHARDS = 4;
  private static final int PARTS = 3;
  private static final int MOMENTS = 5;

  @Test
  void theTablesAreThoseOfAnUndisturbedRunWheneverItIsKilled() throws Exception {
    int undisturbed = child("whole").waitFor();
    assertThat(undisturbed).describedAs(logOf("whole")).isZero();
    for (int moment = 0; moment < MOMENTS; moment++) {
      String run = "killed-" + moment;
      SplittableRandom random = new SplittableRandom(moment);
      killed(run, moment * SHARDS * PARTS / MOMENTS, random.nextLong(60_000_000));

      int code = child(run).waitFor();

      assertThat(code).describedAs(logOf(run)).isZero();
    }
    SparkSession spark = LocalSpark.open();
    try {
      Store store = Store.at(spark, folder.resolve("store").toString());
      Map<String, float[]> expected = states(store, "whole");
      for (int moment = 0; moment < MOMENTS; moment++) {
        String run = "killed-" + moment;
        Map<String, float[]> found = states(store, run);
        assertThat(found.keySet()).isEqualTo(expected.keySet());
        expected.forEach((key, state) -> assertThat(found.get(key)).containsExactly(state));
        assertThat(store.read(Table.TOKENS, run, "m").count())
            .isEqualTo(store.read(Table.TOKENS, "whole", "m").count());
      }
    } finally {
      spark.stop();
    }
  }

  /** Kills a run once so many of its units are done, and a little later. */
  private void killed(String run, int units, long nanos) throws Exception {
    Process process = child(run);
    Path records = folder.resolve("store/cuts/run_id=%s/model_id=m".formatted(run));
    while (process.isAlive() && done(records) < units) {
      LockSupport.parkNanos(5_000_000);
    }
    LockSupport.parkNanos(nanos);
    process.destroyForcibly();
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
  }

  /** Units that have a record; the plan of the model counts as none. */
  private static long done(Path records) throws IOException {
    if (!Files.isDirectory(records)) {
      return -1;
    }
    try (Stream<Path> files = Files.list(records)) {
      return files.filter(file -> file.getFileName().toString().matches("_shard-.*json")).count();
    }
  }

  private Process child(String run) throws IOException {
    String keys = "sweep.shards=%d".formatted(SHARDS);
    String parts = "sweep.partitions=%d".formatted(PARTS);
    List<String> command = new ArrayList<>();
    command.add(HOME.resolve("deploy/bin/stateprint").toString());
    command.addAll(List.of(with("sample", run, "--set", keys, "--set", parts)));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(
                ProcessBuilder.Redirect.appendTo(folder.resolve(run + ".log").toFile()));
    builder.environment().put("STATEPRINT_BUILD", "never");
    return builder.start();
  }

  private String logOf(String run) throws IOException {
    return Files.readString(folder.resolve(run + ".log"));
  }

  private static Map<String, float[]> states(Store store, String run) {
    Map<String, float[]> states = new TreeMap<>();
    for (StateRow row : store.states(run, "m").collectAsList()) {
      String key =
          "%s %s %d %s"
              .formatted(row.getPromptId(), row.getCondition(), row.getLayer(), row.getPooling());
      assertThat(states.put(key, row.getState())).describedAs("%s twice", key).isNull();
    }
    return states;
  }
}
