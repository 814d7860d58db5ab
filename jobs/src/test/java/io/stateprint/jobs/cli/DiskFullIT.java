package io.stateprint.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.stateprint.jobs.LocalSpark;
import io.stateprint.jobs.remote.FaultyProxy;
import io.stateprint.jobs.remote.S3Bucket;
import io.stateprint.jobs.tables.Store;
import io.stateprint.jobs.tables.StoredRows;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/**
 * A disk that fills up, wherever it is: the command says which and what to do, nothing that was
 * done is lost, and with room the same run id goes on. The disks are file systems in memory, which
 * only root may mount.
 */
class DiskFullIT extends CommandCase {
  private static final long ROOM = 256L << 20;
  private static final int MOMENTS = 5;

  /** Moments at the disks beside the store. */
  private static final int FEW = 2;

  private static final long SEED = Long.getLong("stateprint.seed", 20261126);
  private final SplittableRandom random = new SplittableRandom(SEED);
  private final List<SmallDisk> disks = new ArrayList<>();

  @AfterEach
  void unmount() {
    disks.forEach(SmallDisk::close);
  }

  @Test
  void aStoreThatFillsUpAtAnyMomentLosesNothing() throws IOException {
    SmallDisk disk = disk();
    Path store = disk.folder().resolve("store");
    long needed = peak(disk, local(store, "whole", "--master", "local[1]"));
    for (int moment = 0; moment < MOMENTS; moment++) {
      assertFillsUp(disk, store, "moment-" + moment, part(needed * 5 / 6, moment));
    }
    assertSameTables(store, MOMENTS);
  }

  @Test
  void aStoreThatFillsUpWhileItIsProfiledLosesNothing() throws IOException {
    SmallDisk disk = disk();
    Path store = disk.folder().resolve("store");
    String[] sample = local(store, "whole", "--master", "local[1]");
    sample[0] = "sample";
    assertWhole(run(sample));
    long sampled = disk.used();
    assertWhole(run(local(store, "whole")));
    long needed = disk.used() - sampled;
    for (int moment = 0; moment < 2; moment++) {
      String[] again = local(store, "moment-" + moment);
      again[0] = "sample";
      assertWhole(run(again));
      assertFillsUp(disk, store, "moment-" + moment, part(needed, 2 * moment));
    }
    assertSameTables(store, 2);
  }

  /** Leaves so many bytes of room to a run, and makes more when they are used up. */
  private void assertFillsUp(SmallDisk disk, Path store, String run, long bytes)
      throws IOException {
    disk.resize(disk.used() + bytes);
    Ran full = run(local(store, run, "--master", "local[1]"));
    Map<Path, Long> done = finished(store, run);
    System.out.printf("seed %d, %s: %d units done; %s", SEED, run, done.size(), full.err());
    disk.resize(ROOM);

    assertWhole(run(local(store, run)));

    assertFull(full, store.toString(), "its disk is full");
    for (Map.Entry<Path, Long> file : done.entrySet()) {
      assertThat(written(file.getKey())).isEqualTo(file.getValue());
    }
  }

  @Test
  void theDiskThatSparkWorksOnIsNamed() throws IOException {
    SmallDisk disk = disk();
    Path store = folder.resolve("store");
    String key = "spark.conf.\"spark.local.dir\"=" + disk.folder();
    long needed = peak(disk, local(store, "whole", "--set", key));
    System.out.printf("Spark keeps up to %d bytes on its disk%n", needed);
    for (int moment = 0; moment < FEW; moment++) {
      disk.resize(part(needed / 2, moment));
      Ran full = run(local(store, "moment-" + moment, "--set", key));
      System.out.printf("seed %d, moment %d: %s", SEED, moment, full.err());
      disk.resize(ROOM);

      assertWhole(run(local(store, "moment-" + moment, "--set", key)));

      assertFull(full, disk.folder().toString(), "spark.local.dir");
    }
    assertSameTables(store, FEW);
  }

  @Test
  void theDiskWhereUploadsWaitIsNamed() throws IOException {
    try (S3Bucket s3 = new S3Bucket()) {
      s3.server.putFolder(s3.name, "models/tiny", HOME.resolve(TINY));
      SmallDisk disk = disk();
      for (int moment = 0; moment < FEW; moment++) {
        String run = "moment-" + moment;
        fillsAfter(3 + random.nextInt(8), s3, disk);
        Ran full = run(remote(s3, disk, run));
        System.out.printf("seed %d, %s: %s", SEED, run, full.err());
        disk.resize(ROOM);

        assertWhole(run(remote(s3, disk, run)));

        assertFull(full, disk.folder().toString(), "fs.s3a.buffer.dir");
      }
    }
  }

  /**
   * The disk is nearly full from one of the next uploads on: S3A wants room for a part of 64 MiB.
   */
  private static void fillsAfter(int uploads, S3Bucket s3, SmallDisk disk) {
    AtomicInteger left = new AtomicInteger(uploads);
    s3.proxy.spoil(
        one -> one.method().equals("PUT") && left.decrementAndGet() == 0,
        1,
        (exchange, server) -> {
          disk.resize(1 << 20);
          FaultyProxy.begin(exchange, server.ask());
        });
  }

  @Test
  void weightsThatCannotBeKeptAreReadAndNotKept() throws IOException {
    SmallDisk disk = disk();
    Path store = folder.resolve("store");
    assertWhole(run(local(store, "whole")));
    for (int moment = 0; moment < FEW; moment++) {
      disk.resize((moment + 1L) << 14);
      assertWhole(run(local(store, "moment-" + moment, "--set", "reading.cache=" + disk.folder())));
    }

    assertSameTables(store, FEW);
  }

  /** The most that lies on a disk while a command runs. */
  private static long peak(SmallDisk disk, String[] command) {
    disk.watch();
    assertWhole(run(command));
    return disk.peak();
  }

  /** One of some parts of so many bytes, each larger than the one before, at random within. */
  private long part(long bytes, int moment) {
    return Math.max(4096, (long) (bytes * (moment + random.nextDouble()) / MOMENTS));
  }

  private static void assertFull(Ran full, String... words) {
    assertThat(full.code()).isEqualTo(1);
    assertThat(full.out()).isEmpty();
    assertThat(full.err())
        .startsWith("Cannot ")
        .contains(words)
        .contains("make room there", "run again under the same run id");
  }

  private static void assertWhole(Ran ran) {
    assertThat(ran.err()).isEmpty();
    assertThat(ran.code()).isZero();
  }

  /** States of units that are recorded as done, and when they were written. */
  private static Map<Path, Long> finished(Path store, String run) throws IOException {
    Map<Path, Long> files = new TreeMap<>();
    String model = "run_id=%s/model_id=m".formatted(run);
    Path records = store.resolve("cuts").resolve(model);
    if (Files.isDirectory(records)) {
      try (Stream<Path> all = Files.list(records)) {
        for (String name : all.map(one -> one.getFileName().toString()).toList()) {
          if (name.matches("_shard-.*[0-9]\\.json")) {
            String states = name.substring(1).replace(".json", ".parquet");
            Path file = store.resolve("states").resolve(model).resolve(states);
            files.put(file, written(file));
          }
        }
      }
    }
    return files;
  }

  private static long written(Path file) throws IOException {
    return Files.getLastModifiedTime(file).toMillis();
  }

  private static void assertSameTables(Path place, int moments) {
    SparkSession spark = LocalSpark.open();
    try {
      Store store = Store.at(spark, place.toString());
      Map<String, List<String>> expected = StoredRows.of(store, spark, "whole");
      assertThat(expected).containsKeys("states", "tokens", "runs", "profiles", "portraits");
      for (int moment = 0; moment < moments; moment++) {
        assertThat(StoredRows.of(store, spark, "moment-" + moment)).isEqualTo(expected);
      }
      assertThat(StoredRows.leftovers(store)).isEmpty();
    } finally {
      spark.stop();
    }
  }

  private String[] local(Path store, String run, String... more) throws IOException {
    List<String> sets =
        new ArrayList<>(List.of("--set", "sweep.store=" + store, "--set", "sweep.shards=3"));
    sets.addAll(List.of("--set", "sweep.partitions=2", "--set", "report.page=false"));
    sets.addAll(List.of("--set", "sweep.sampling.layers=all"));
    sets.addAll(List.of(more));
    return sweep(run, sets.toArray(String[]::new));
  }

  private String[] remote(S3Bucket s3, SmallDisk disk, String run) throws IOException {
    List<String> sets = new ArrayList<>(s3.options());
    sets.addAll(
        List.of(
            "--set",
            "sweep.store=" + s3.address("store"),
            "--set",
            "sweep.models=[{id = m, checkpoint = \"%s\"}]".formatted(s3.address("models/tiny")),
            "--set",
            "sweep.partitions=2",
            "--set",
            "spark.conf.\"spark.hadoop.hadoop.tmp.dir\"=" + disk.folder()));
    return with("sample", run, sets.toArray(String[]::new));
  }

  private SmallDisk disk() {
    SmallDisk disk =
        SmallDisk.mounted(folder.resolve("disk"), ROOM)
            .orElseGet(
                () ->
                    Assumptions.abort(
                        "no file system may be mounted here: full disks are NOT tested"));
    disks.add(disk);
    return disk;
  }
}
