package io.stateprint.jobs;

import java.util.Map;
import org.apache.spark.sql.SparkSession;

/** Spark inside the test's process. */
public final class LocalSpark {
  private LocalSpark() {}

  /** Two threads, no web pages. Whoever opens it stops it. */
  public static SparkSession open() {
    return open(Map.of());
  }

  /** The same with more of Spark's keys. */
  public static SparkSession open(Map<String, String> keys) {
    SparkSession.Builder builder = builder();
    keys.forEach(builder::config);
    return builder.getOrCreate();
  }

  private static SparkSession.Builder builder() {
    return SparkSession.builder()
        .master("local[2]")
        .config("spark.ui.enabled", "false")
        .config("spark.scheduler.mode", "FAIR")
        .config("spark.sql.shuffle.partitions", "2")
        .config("spark.hadoop.parquet.hadoop.vectored.io.enabled", "false");
  }
}
