package io.stateprint.jobs.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Executors on hosts that have the driver's installation. */
class InstalledIT {
  @TempDir private Path folder;

  @Test
  void jarsTravelOnlyToHostsThatLackThem() throws Exception {
    try (StandaloneCluster cluster = StandaloneCluster.start(folder, ClusterShape.of(1))) {
      Path loaded = folder.resolve("loaded");
      Launched installed =
          sample(
              cluster,
              "installed",
              "spark.installed=true",
              "spark.conf.\"spark.executor.extraJavaOptions\"=\"-Xlog:class+load:file=%s\""
                  .formatted(loaded));
      Launched elsewhere =
          sample(
              cluster, "elsewhere", "spark.conf.\"spark.executor.extraClassPath\"=\"/nowhere/*\"");

      assertThat(installed.code()).describedAs(installed.err()).isZero();
      assertThat(installed.out()).contains("m: 1040 states of 260 texts");
      assertThat(travelled()).isEmpty();
      assertThat(Files.readString(loaded))
          .contains("io.stateprint.decoder.Program source: shared objects file (top)");
      assertThat(elsewhere.code()).isEqualTo(1);
      assertThat(elsewhere.err())
          .startsWith("Cannot run tasks: an executor has no class io.stateprint.")
          .hasLineCount(1);
    }
  }

  private Launched sample(StandaloneCluster cluster, String run, String... more) throws Exception {
    List<String> arguments =
        Stream.concat(
                Stream.of(
                    "sweep.run-id=" + run,
                    "sweep.store=" + folder.resolve("store"),
                    "sweep.models=[{id=m,checkpoint=data-samples/models/tiny-qwen2}]",
                    "sweep.sampling.layers=every 2",
                    "spark.conf.\"spark.executor.memory\"=512m",
                    "spark.conf.\"spark.driver.host\"=127.0.0.1"),
                Stream.of(more))
            .flatMap(assignment -> Stream.of("--set", assignment))
            .toList();
    return Launched.run(
        folder,
        Map.of(),
        Stream.concat(
                Stream.of("sample", "--quiet", "--master", cluster.master()), arguments.stream())
            .toArray(String[]::new));
  }

  /** Jars in the folders of executors. */
  private List<Path> travelled() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(file -> file.toString().contains("/app-") && file.toString().endsWith(".jar"))
          .toList();
    }
  }
}
