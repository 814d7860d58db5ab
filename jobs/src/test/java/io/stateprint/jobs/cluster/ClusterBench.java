package io.stateprint.jobs.cluster;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The demo on a standalone cluster of two workers of one core beside the demo inside one process.
 * Arguments: how often, and settings for the cluster alone, such as {@code spark.installed=true}.
 * It needs the packaged jars, and the sample models in the cache.
 */
final class ClusterBench {
  private ClusterBench() {}

  /** Prints seconds of each run. */
  public static void main(String[] arguments) throws Exception {
    int times = Integer.parseInt(arguments[0]);
    Path folder = Files.createTempDirectory("cluster-bench");
    ClusterShape shape = new ClusterShape(2, 1, "3g", Map.of(), Map.of());
    try (StandaloneCluster cluster = StandaloneCluster.start(folder, shape)) {
      List<String> more = new ArrayList<>(List.of("--master", cluster.master()));
      Stream.concat(
              Stream.of(
                  "spark.conf.\"spark.executor.memory\"=1g",
                  "spark.conf.\"spark.driver.host\"=127.0.0.1"),
              Arrays.stream(arguments).skip(1))
          .forEach(assignment -> more.addAll(List.of("--set", assignment)));
      for (int i = 0; i < times; i++) {
        Launched here = demo(folder, "here-" + i);
        Launched there = demo(folder, "there-" + i, more.toArray(String[]::new));
        System.out.printf(
            "embedded %.1f s (%d), on the cluster %.1f s (%d)%n",
            here.seconds(), here.code(), there.seconds(), there.code());
        if (there.code() != 0) {
          System.out.println(there.err());
        }
      }
    }
  }

  private static Launched demo(Path folder, String store, String... more) throws Exception {
    String[] all = new String[4 + more.length];
    all[0] = "demo";
    all[1] = "--quiet";
    all[2] = "--set";
    all[3] = "sweep.store=" + folder.resolve(store);
    System.arraycopy(more, 0, all, 4, more.length);
    return Launched.run(folder, Map.of(), all);
  }
}
