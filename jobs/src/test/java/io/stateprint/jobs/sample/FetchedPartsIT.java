package io.stateprint.jobs.sample;

import static io.stateprint.jobs.sample.TinySweep.job;
import static io.stateprint.jobs.sample.TinySweep.plan;
import static io.stateprint.jobs.sample.TinySweep.states;
import static io.stateprint.jobs.sample.TinySweep.texts;
import static org.assertj.core.api.Assertions.assertThat;

import io.stateprint.decoder.DeviceChoice;
import io.stateprint.jobs.cluster.ClusterShape;
import io.stateprint.jobs.cluster.StandaloneCluster;
import io.stateprint.jobs.settings.MachineSettings;
import io.stateprint.jobs.settings.ReadingSettings;
import io.stateprint.jobs.tables.RunRow;
import io.stateprint.jobs.tables.Store;
import io.stateprint.sampling.LayerChoice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Shards of a model whose texts are cut into parts: executors fetch them in groups. */
class FetchedPartsIT {
  /** Its experts are large enough to be kept. */
  private static final String MODEL = "tiny-gpt-oss";

  @TempDir private static Path folder;

  @Test
  void twoGroupsOfTwoExecutorsFetchByTurnsAndNoByteIsReadForEachPart() throws IOException {
    ClusterShape shape = new ClusterShape(2, 2, "1200m", Map.of(), Map.of());
    Map<String, Object> keys =
        Map.of(
            "spark.executor.cores", "1", "spark.cores.max", "4", "spark.executor.memory", "512m");
    try (StandaloneCluster cluster =
            StandaloneCluster.start(Files.createDirectory(folder.resolve("cluster")), shape);
        SparkSession spark = cluster.driver().config(keys).getOrCreate()) {
      Store store = Store.at(spark, folder.resolve("store").toString());
      ModelPlan cut = plan(kept(2), texts(6)).cut(4);

      RunRow kept = job(spark, store, "kept").run(List.of(cut)).orThrow().get(0);
      job(spark, store, "plain").run(List.of(plan(MODEL, texts(6), 1))).orThrow();

      assertThat(ExecutorPlaces.settled(spark.sparkContext())).hasSize(4);
      assertThat(Prefetch.executors(spark.sparkContext(), cut)).isEqualTo(2);
      assertThat(kept.shards()).isEqualTo(4);
      assertThat(kept.partitions()).isEqualTo(2);
      assertThat(kept.bytesRead()).isLessThan(kept.bytesPlanned());
      TinySweep.assertSame(states(store, "kept", MODEL), states(store, "plain", MODEL));
    }
  }

  private static ModelRequest kept(int parts) {
    ReadingSettings reading = new ReadingSettings(0, folder.resolve("kept").toString(), 1L << 30);
    MachineSettings machine = new MachineSettings(DeviceChoice.CPU, 64, Long.MAX_VALUE, reading);
    return TinySweep.request(
        TinySweep.MODELS.resolve(MODEL), MODEL, new LayerChoice.All(), parts, machine);
  }
}
