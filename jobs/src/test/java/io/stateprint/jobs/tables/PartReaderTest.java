package io.stateprint.jobs.tables;

import static org.assertj.core.api.Assertions.assertThat;

import io.stateprint.jobs.LocalSpark;
import java.nio.file.Path;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PartReaderTest {
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

  private void write(String... columns) {
    spark
        .range(3)
        .selectExpr(columns)
        .write()
        .mode(SaveMode.Overwrite)
        .parquet(folder.resolve("part").toString());
  }

  private org.apache.hadoop.fs.Path part() {
    return new org.apache.hadoop.fs.Path(folder.resolve("part").toString());
  }

  private static int jobs(Runnable reading) {
    String group = "reading " + System.nanoTime();
    spark.sparkContext().setJobGroup(group, group, false);
    try {
      reading.run();
      return spark.sparkContext().statusTracker().getJobIdsForGroup(group).length;
    } finally {
      spark.sparkContext().clearJobGroup();
    }
  }

  @Test
  void columnsAreLookedForOnce() {
    write("id", "id * 2 AS twice");
    PartReader reader = new PartReader(spark);

    assertThat(jobs(() -> reader.read(part()))).isEqualTo(1);
    assertThat(jobs(() -> reader.read(part()))).isZero();
    assertThat(reader.read(part()).agg(org.apache.spark.sql.functions.sum("twice")).first().get(0))
        .isEqualTo(6L);
  }

  @Test
  void aPartThatIsWrittenAnewHasItsOwnColumns() {
    write("id");
    PartReader reader = new PartReader(spark);
    reader.read(part());

    write("id", "id + 1 AS next");
    reader.forget(part());

    assertThat(reader.read(part()).columns()).containsExactly("id", "next");
  }
}
