package io.stateprint.jobs.sample;

import static io.stateprint.jobs.sample.TinySweep.assertSame;
import static io.stateprint.jobs.sample.TinySweep.job;
import static io.stateprint.jobs.sample.TinySweep.plan;
import static io.stateprint.jobs.sample.TinySweep.states;
import static io.stateprint.jobs.sample.TinySweep.texts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stateprint.jobs.LocalSpark;
import io.stateprint.jobs.tables.RunRow;
import io.stateprint.jobs.tables.Store;
import io.stateprint.jobs.tables.Table;
import io.stateprint.storage.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A model in shards gives the states of the whole model, and goes on where it was cut off. */
class ShardsTest {
  private static final String MODEL = "tiny-llama";
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
  void anyNumberOfShardsGivesTheSameStates() {
    Store store = store("cut");
    ModelPlan whole = plan(MODEL, texts(6), 2);
    run(store, "whole", whole);
    Map<String, float[]> expected = states(store, "whole", MODEL);

    for (int shards : new int[] {2, 3, whole.facts().layers(), 50}) {
      RunRow row = run(store, "shards" + shards, whole.cut(shards));

      assertThat(row.shards()).isEqualTo(Math.min(shards, whole.facts().layers()));
      assertThat(row.bytesRead()).isEqualTo(row.bytesPlanned());
      assertSame(states(store, "shards" + shards, MODEL), expected);
    }
  }

  @Test
  void leavesNoCutBehind() throws IOException {
    Store store = store("clean");
    run(store, "clean", plan(MODEL, texts(4), 2).cut(3));

    try (Stream<Path> files = Files.walk(folder.resolve("clean"))) {
      assertThat(files.filter(Files::isRegularFile).map(Path::toString))
          .noneMatch(file -> file.contains("/cuts/") || file.endsWith(".tmp"))
          .filteredOn(file -> file.contains("/states/") && file.endsWith(".parquet"))
          .hasSize(6);
    }
  }

  /** Whatever is lost of a run that was cut off, the rest is kept and the states are the same. */
  @Test
  void goesOnFromAnyTornState() throws IOException {
    Store store = store("torn");
    ModelPlan plan = plan(MODEL, texts(5), 2).cut(4);
    run(store, "whole", plan);
    Map<String, float[]> expected = states(store, "whole", MODEL);
    Path kept = folder.resolve("kept");
    cutOff(store, "cutoff", plan);
    copy(folder.resolve("torn"), kept);
    for (long seed = 0; seed < 12; seed++) {
      Path torn = folder.resolve("torn" + seed);
      copy(kept, torn);
      tear(torn, new SplittableRandom(seed));
      Store again = Store.at(spark, torn.toString());

      run(again, "cutoff", plan.cut(seed % 2 == 0 ? 4 : 1));

      Map<String, float[]> found = states(again, "cutoff", MODEL);
      assertThat(found.keySet()).isEqualTo(expected.keySet());
      expected.forEach((key, state) -> assertThat(found.get(key)).containsExactly(state));
    }
  }

  @Test
  void doesNoUnitAgainThatIsDone() throws IOException {
    Store store = store("once");
    ModelPlan plan = plan(MODEL, texts(4), 1).cut(2);
    cutOff(store, "once", plan);
    Path first =
        folder.resolve("once/states/run_id=once/model_id=tiny-llama/shard-000-part-00000.parquet");
    Object before = Files.readAttributes(first, "unix:ino").get("ino");
    Path second = first.resolveSibling("shard-001-part-00000.parquet");
    Files.delete(second);

    run(store, "once", plan);

    assertThat(Files.readAttributes(first, "unix:ino").get("ino")).isEqualTo(before);
    assertThat(second).exists();
  }

  @Test
  void refusesToGoOnWithAnotherModelOrOtherParts() {
    Store store = store("other");
    ModelPlan plan = plan(MODEL, texts(4), 2).cut(2);
    cutOff(store, "other", plan);

    assertThatThrownBy(() -> run(store, "other", plan(MODEL, texts(4), 3)))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("cut into 2 parts")
        .hasMessageContaining("sweep.partitions = 2");
    RunIdentity changed =
        new RunIdentity("other", "{}", "fingerprint", List.of("other prompts"), 1, "test");
    assertThatThrownBy(
            () ->
                new SampleJob(spark, store, changed, (model, count) -> {})
                    .run(List.of(plan))
                    .orThrow())
        .isInstanceOf(InputException.class)
        .hasMessageContaining("prompts was \"prompts\" and is \"other prompts\"");
  }

  private Store store(String name) {
    return Store.at(spark, folder.resolve(name).toString());
  }

  private static RunRow run(Store store, String runId, ModelPlan plan) {
    return job(spark, store, runId).run(List.of(plan)).orThrow().get(0);
  }

  /** A run whose units are all done, and whose driver ended before it said so. */
  private static void cutOff(Store store, String runId, ModelPlan plan) {
    io.stateprint.jobs.tables.UnitFiles files = store.units(runId, MODEL);
    RunIdentity identity =
        new RunIdentity(runId, "{}", "fingerprint", List.of("prompts"), 1, "test");
    files.begin(BegunModel.of(plan, identity).json());
    new UnitJobs(
            org.apache.spark.api.java.JavaSparkContext.fromSparkContext(spark.sparkContext()),
            plan,
            files,
            (model, count) -> {})
        .run();
    assertThat(store.has(Table.RUNS, runId, MODEL)).isFalse();
  }

  /** Loses some files, cuts others short, and leaves some half-written ones. */
  private static void tear(Path store, SplittableRandom random) throws IOException {
    TreeMap<String, Path> files = new TreeMap<>();
    try (Stream<Path> all = Files.walk(store)) {
      all.filter(Files::isRegularFile)
          .filter(file -> !file.getFileName().toString().equals("_plan.json"))
          .filter(file -> file.toString().contains("run_id=cutoff"))
          .filter(file -> !file.getFileName().toString().startsWith("."))
          .forEach(file -> files.put(file.toString(), file));
    }
    for (Path file : files.values()) {
      Path checksum = file.resolveSibling("." + file.getFileName() + ".crc");
      switch (random.nextInt(4)) {
        case 0 -> {
          Files.delete(file);
          Files.deleteIfExists(checksum);
        }
        case 1 ->
            Files.writeString(file.resolveSibling("_" + file.getFileName() + ".x.tmp"), "half");
        default -> {}
      }
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> all = Files.walk(from)) {
      for (Path path : all.toList()) {
        Path target = to.resolve(from.relativize(path).toString());
        if (Files.isDirectory(path)) {
          Files.createDirectories(target);
        } else {
          Files.copy(path, target);
        }
      }
    }
  }
}
