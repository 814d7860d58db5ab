package io.stateprint.jobs.cli;

import java.util.function.UnaryOperator;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerExecutorAdded;
import org.apache.spark.scheduler.SparkListenerExecutorRemoved;
import org.apache.spark.sql.SparkSession;

/**
 * Keeps the number of partitions of a shuffle at twice the cores that a cluster has given, as
 * executors come and go. Spark's own number is the same for all clusters: on a small one each task
 * writes a file for each of 200 partitions, most of them empty.
 */
final class ShufflePartitions extends SparkListener {
  /** Spark's key. */
  static final String KEY = "spark.sql.shuffle.partitions";

  /** On a machine alone, and at first on a cluster. */
  static final int FEWEST = 8;

  /** Spark's own number. */
  private static final int MOST = 200;

  private final SparkSession spark;
  private int last = FEWEST;

  private ShufflePartitions(SparkSession spark) {
    this.spark = spark;
  }

  /**
   * Whether nobody else has said a number.
   *
   * @param said what the user or the cluster says under a key of Spark's; empty where nothing
   */
  static boolean areOurs(UnaryOperator<String> said) {
    return said.apply(KEY).isEmpty();
  }

  /** From now on; the session began with the fewest. */
  static void follow(SparkSession spark) {
    ShufflePartitions partitions = new ShufflePartitions(spark);
    spark.sparkContext().addSparkListener(partitions);
    partitions.set();
  }

  @Override
  public void onExecutorAdded(SparkListenerExecutorAdded event) {
    set();
  }

  @Override
  public void onExecutorRemoved(SparkListenerExecutorRemoved event) {
    set();
  }

  /**
   * Only where the number is another, for the first that is set makes Spark's catalogue, which
   * takes a second. A context that ends says of each executor that it is gone, and is asked nothing
   * more.
   */
  private synchronized void set() {
    if (spark.sparkContext().isStopped()) {
      return;
    }
    int now = of(spark.sparkContext().defaultParallelism());
    if (now != last) {
      spark.conf().set(KEY, now);
      last = now;
    }
  }

  /** For so many cores. */
  static int of(int cores) {
    return (int) Math.min(MOST, Math.max(FEWEST, 2L * cores));
  }
}
