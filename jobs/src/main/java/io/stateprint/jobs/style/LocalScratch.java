package io.stateprint.jobs.style;

import io.stateprint.storage.Scratch;
import java.nio.file.Path;
import org.apache.spark.SparkEnv;

/** Scratch files where Spark has its own: under {@code spark.local.dir}. */
final class LocalScratch implements Scratch {
  private final SparkEnv spark;

  private LocalScratch(SparkEnv spark) {
    this.spark = spark;
  }

  /** In the process of a task or of a driver; without Spark, in the folder of Java. */
  static Scratch ofSpark() {
    SparkEnv spark = SparkEnv.get();
    return spark == null ? Scratch.ofJava() : new LocalScratch(spark);
  }

  @Override
  public String place() {
    return "spark.local.dir = " + spark.conf().get("spark.local.dir", "unset, so /tmp");
  }

  @Override
  public Path path() {
    return spark.blockManager().diskBlockManager().createTempLocalBlock()._2().toPath();
  }
}
