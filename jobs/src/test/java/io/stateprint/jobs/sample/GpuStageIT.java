package io.stateprint.jobs.sample;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.engine.Engine;
import ai.djl.pytorch.jni.JniUtils;
import io.stateprint.decoder.DeviceChoice;
import io.stateprint.jobs.cluster.ClusterShape;
import io.stateprint.jobs.cluster.Launched;
import io.stateprint.jobs.cluster.StandaloneCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** GPUs as Spark gives them, on a real cluster whose discovery script reports pretended ones. */
class GpuStageIT {
  private static final String GPUS = "spark.executor.resource.gpu.amount";
  @TempDir private static Path folder;
  private static StandaloneCluster cluster;

  /** Two workers of two cores with the GPUs 6 and 7. */
  @BeforeAll
  static void start() throws IOException {
    Path script =
        Files.writeString(
            folder.resolve("gpus"),
            "#!/bin/sh\necho '{\"name\": \"gpu\", \"addresses\": [\"6\", \"7\"]}'\n");
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
    ClusterShape shape =
        new ClusterShape(1, 2, "600m", Map.of(), Map.of())
            .with("spark.worker.resource.gpu.amount", "2")
            .with("spark.worker.resource.gpu.discoveryScript", script.toString());
    cluster = StandaloneCluster.start(Files.createDirectory(folder.resolve("cluster")), shape);
  }

  @AfterAll
  static void stop() {
    cluster.close();
  }

  @Test
  void onlyTheStageOfJob1AsksForGpusAndEachTaskIsGivenOne() throws IOException {
    try (SparkSession spark = cluster.driver().config(GPUS, "2").getOrCreate()) {
      JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
      JavaRDD<Integer> asked =
          GpuStage.on(context.parallelize(List.of(1, 2), 2), DeviceChoice.OFFERED);
      List<Integer> given = asked.mapPartitions(part -> Offered.gpus().iterator()).collect();
      List<Integer> elsewhere =
          GpuStage.on(context.parallelize(List.of(1, 2), 2), DeviceChoice.CPU)
              .mapPartitions(part -> Offered.gpus().iterator())
              .collect();

      assertThat(given).hasSize(2).isSubsetOf(6, 7);
      assertThat(elsewhere).isEmpty();
      assertThat(asked.getResourceProfile().taskResourcesJMap()).containsKeys("cpus", "gpu");
    }
  }

  @Test
  void anExecutorComputesWithAsManyThreadsAsItHasCoresThoughSparkTellsItToTakeOne()
      throws IOException {
    assertThat(threads(Map.of()))
        .isEqualTo(Math.min(2, Runtime.getRuntime().availableProcessors()));
    assertThat(threads(Map.of("spark.executor.cores", "1"))).isEqualTo(1);
    assertThat(threads(Map.of("spark.executorEnv.OMP_NUM_THREADS", "1"))).isEqualTo(1);
  }

  private static int threads(Map<String, Object> keys) throws IOException {
    try (SparkSession spark = cluster.driver().config(keys).getOrCreate()) {
      JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
      return context
          .parallelize(List.of(DeviceChoice.CPU), 1)
          .map(
              choice -> {
                Offered.device(choice);
                Engine.getEngine("PyTorch");
                return JniUtils.getNumThreads();
              })
          .first();
    }
  }

  @Test
  void aTaskTakesTheGpuThatItIsGivenAndNeverTheProcessorInItsPlace() throws Exception {
    Launched ran = sample(Map.of(), GPUS + "\"=1");

    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.out()).isEmpty();
    assertThat(ran.err())
        .containsPattern("Cannot run on gpu:[67]: libtorch 2.7.1 here sees 0 GPUs");
    assertThat(ran.err()).contains("PYTORCH_LIBRARY_PATH", "sweep.device");
  }

  @Test
  void aClusterThatHasFewerGpusThanAreAskedForIsNotWaitedForForEver() throws Exception {
    Launched ran = sample(Map.of(), GPUS + "\"=3", "--set", "spark.wait=5s");

    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.err())
        .startsWith("Cannot start: " + cluster.master() + " gave no executor within 5 s")
        .contains("3 GPUs");
  }

  @Test
  void aLocalMasterThatIsAskedForGpusIsRefusedHoweverTheyAreAskedFor() throws Exception {
    Map<String, String> submitted =
        Map.of("STATEPRINT_JAVA_OPTS", "-Dspark.master=local[2] -D%s=1".formatted(GPUS));
    Launched ran =
        Launched.run(folder, submitted, "sample", "--set", "sweep.models=[{id=m,checkpoint=x}]");

    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err()).contains("which a local master never gives", "sweep.device = gpu:0");
  }

  private static Launched sample(Map<String, String> environment, String gpus, String... more)
      throws Exception {
    Path prompts =
        Files.writeString(folder.resolve("own.jsonl"), "{\"id\": \"a\", \"text\": \"Hello\"}\n");
    String[] fixed = {
      "sample",
      "--quiet",
      "--master",
      cluster.master(),
      "--set",
      "sweep.models=[{id=m,checkpoint=\"data-samples/models/tiny-llama\"}]",
      "--set",
      "sweep.prompts=" + prompts,
      "--set",
      "sweep.store=" + folder.resolve("store"),
      "--set",
      "spark.conf.\"spark.executor.memory\"=512m",
      "--set",
      "spark.conf.\"" + gpus
    };
    String[] all =
        IntStream.range(0, fixed.length + more.length)
            .mapToObj(i -> i < fixed.length ? fixed[i] : more[i - fixed.length])
            .toArray(String[]::new);
    return Launched.run(folder, environment, all);
  }
}
