package io.stateprint.jobs.sample;

import static org.assertj.core.api.Assertions.assertThat;

import io.stateprint.decoder.DeviceChoice;
import io.stateprint.jobs.LocalSpark;
import io.stateprint.jobs.settings.MachineSettings;
import io.stateprint.jobs.settings.ReadingSettings;
import io.stateprint.sampling.LayerChoice;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.spark.api.java.JavaFutureAction;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Weights on their way to an executor, ahead of the unit that needs them. */
class FetchTest {
  /** Its experts are large enough to be kept. */
  private static final String MODEL = "tiny-gpt-oss";

  @TempDir private Path folder;

  private ModelPlan plan(int rate) {
    ReadingSettings reading =
        new ReadingSettings(rate, folder.resolve("kept").toString(), 1L << 30);
    MachineSettings machine =
        new MachineSettings(DeviceChoice.OFFERED, 64, Long.MAX_VALUE, reading);
    return TinySweep.plan(
        TinySweep.request(
            TinySweep.MODELS.resolve(MODEL), MODEL, new LayerChoice.All(), 1, machine),
        TinySweep.texts(6));
  }

  /** At its rate it would take six minutes. */
  @Test
  void whatIsNotWantedAnyMoreEndsAndGivesItsCoreBack() throws Exception {
    try (SparkSession spark = LocalSpark.open(Map.of("spark.master", "local[1]"))) {
      JavaSparkContext context = new JavaSparkContext(spark.sparkContext());
      ModelPlan plan = plan(3000);
      JavaFutureAction<List<Fetch.Fetched>> fetched =
          context.parallelize(plan.shards(), 1).map(new Fetch(plan.run())).collectAsync();
      while (spark.sparkContext().statusTracker().getActiveJobIds().length == 0) {
        Thread.sleep(50);
      }
      Thread.sleep(2000);
      fetched.cancel(true);

      assertThat(context.parallelize(List.of(7), 1).collectAsync().get(2, TimeUnit.MINUTES))
          .containsExactly(7);
    }
  }

  /** Only units are given a GPU by Spark. */
  @Test
  void fetchesWithoutTheGpuThatTheUnitWillBeGiven() throws IOException {
    try (SparkSession spark = LocalSpark.open()) {
      ModelPlan plan = plan(0);
      Fetch fetch = new Fetch(plan.run());

      long read = fetch.call(plan.shards().get(0)).bytes();
      long again = fetch.call(plan.shards().get(0)).bytes();

      assertThat(spark.sparkContext().isStopped()).isFalse();
      assertThat(read).isPositive();
      assertThat(again).isZero();
    }
  }
}
