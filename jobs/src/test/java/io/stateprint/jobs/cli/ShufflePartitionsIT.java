package io.stateprint.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.stateprint.jobs.cluster.ClusterShape;
import io.stateprint.jobs.cluster.StandaloneCluster;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShufflePartitionsIT {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @Test
  void partitionsFollowTheCoresOfExecutorsThatComeAndGo(@TempDir Path folder) throws Exception {
    ClusterShape shape = new ClusterShape(1, 6, "600m", Map.of(), Map.of());
    try (StandaloneCluster cluster = StandaloneCluster.start(folder, shape);
        SparkSession spark = cluster.driver().getOrCreate()) {
      ShufflePartitions.follow(spark);

      assertThat(becomes(spark, "12")).isEqualTo("12");
      cluster.addWorker();
      assertThat(becomes(spark, "24")).isEqualTo("24");
      cluster.killWorker(0);
      assertThat(becomes(spark, "12")).isEqualTo("12");
    }
  }

  private static String becomes(SparkSession spark, String expected) throws InterruptedException {
    long until = System.nanoTime() + PATIENCE.toNanos();
    String now = spark.conf().get(ShufflePartitions.KEY);
    while (!now.equals(expected) && System.nanoTime() < until) {
      Thread.sleep(100);
      now = spark.conf().get(ShufflePartitions.KEY);
    }
    return now;
  }
}
