package io.stateprint.jobs.cli;

import io.stateprint.jobs.remote.RemoteConf;
import io.stateprint.jobs.settings.Settings;
import io.stateprint.storage.InputException;
import org.apache.spark.sql.SparkSession;

/**
 * Spark while a command runs: the session that spark-submit began, or one inside this process.
 *
 * @param spark open until this is closed
 */
record Session(SparkSession spark) implements AutoCloseable {
  static Session open(Settings settings) {
    SparkSession.Builder builder =
        SparkSession.builder()
            .appName("stateprint " + settings.runId())
            .config("spark.scheduler.mode", "FAIR")
            .config("spark.ui.showConsoleProgress", "false")
            .config("spark.sql.sources.partitionColumnTypeInference.enabled", "false")
            .config("spark.sql.parquet.columnarReaderBatchSize", "128")
            // It reads whole row groups into direct memory, as much as the heap, for every layer.
            .config("spark.hadoop.parquet.hadoop.vectored.io.enabled", "false");
    if (System.getProperty("spark.master") == null) {
      builder
          .master(settings.spark().master())
          .config("spark.ui.enabled", "false")
          .config("spark.executor.heartbeatInterval", "1s")
          .config("spark.sql.shuffle.partitions", "8")
          .config("spark.driver.host", "127.0.0.1")
          .config("spark.driver.bindAddress", "127.0.0.1");
    }
    RemoteConf.unlessGiven(settings.store()).forEach(builder::config);
    settings.spark().conf().forEach(builder::config);
    try {
      return new Session(builder.getOrCreate());
    } catch (IllegalArgumentException e) {
      if (String.valueOf(e.getMessage()).contains("System memory")) {
        throw new InputException(
            "Cannot start Spark: Java's heap of %d MiB is too small; set STATEPRINT_HEAP=1g or more"
                .formatted(Runtime.getRuntime().maxMemory() >> 20),
            e);
      }
      throw e;
    }
  }

  @Override
  public void close() {
    spark.stop();
  }
}
