package io.stateprint.jobs.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Four executors beside one on a standalone cluster, each held to a rate of reading. Arguments: a
 * folder with the checkpoints {@code whole} and {@code m1} to {@code m8}, MiB a second, and how
 * often. It needs the packaged jars.
 *
 * @param folder of checkpoints; all that is written goes there
 * @param cluster four workers of one core
 * @param rate MiB a second
 */
record ScaleBench(Path folder, StandaloneCluster cluster, int rate) {
  private static final int EXECUTORS = 4;
  private static final int MODELS = 8;

  /** Prints seconds of each run, by turns. */
  public static void main(String[] arguments) throws Exception {
    Path folder = Path.of(arguments[0]).toAbsolutePath();
    some(folder, "bank-1.0.0.en.jsonl", "prompts.jsonl", 2);
    some(folder, "anchors-1.0.0.en.jsonl", "anchors.jsonl", 4);
    Path logs = Files.createDirectory(folder.resolve("cluster"));
    ClusterShape shape = new ClusterShape(EXECUTORS, 1, "1200m", Map.of(), Map.of());
    try (StandaloneCluster cluster = StandaloneCluster.start(logs, shape)) {
      ScaleBench bench = new ScaleBench(folder, cluster, Integer.parseInt(arguments[1]));
      for (int run = 0; run < Integer.parseInt(arguments[2]); run++) {
        bench.pair("one model in shards", List.of("whole"), run);
        bench.pair(
            "eight models",
            IntStream.rangeClosed(1, MODELS).mapToObj(number -> "m" + number).toList(),
            run);
      }
    }
  }

  private static void some(Path folder, String bank, String name, int count) throws IOException {
    List<String> lines =
        Files.readAllLines(
            Launched.HOME.resolve("data-samples/prompts").resolve(bank), StandardCharsets.UTF_8);
    Files.write(
        folder.resolve(name),
        IntStream.range(0, count).mapToObj(i -> lines.get(i * lines.size() / count)).toList());
  }

  private void pair(String what, List<String> models, int run) throws Exception {
    String id = "%s-%d".formatted(models.get(0), run);
    Launched one = sampled(models, 1, id + "-one");
    Launched four = sampled(models, EXECUTORS, id + "-four");
    System.out.printf(
        "%s: one executor %.1f s, four %.1f s, %.3f; whole commands %.1f and %.1f s, %.3f; GB read %.2f and %.2f%n",
        what,
        number(one, "seconds"),
        number(four, "seconds"),
        number(four, "seconds") / number(one, "seconds"),
        one.seconds(),
        four.seconds(),
        four.seconds() / one.seconds(),
        read(one),
        read(four));
  }

  private Launched sampled(List<String> models, int executors, String run) throws Exception {
    List<String> command = new ArrayList<>(List.of("sample", "--json", "--quiet"));
    command.addAll(List.of("--master", cluster.master()));
    String all =
        models.stream()
            .map(id -> "{id=%s, checkpoint=\"%s\"}".formatted(id, folder.resolve(id)))
            .collect(Collectors.joining(",", "[", "]"));
    for (String assignment :
        List.of(
            "sweep.models=" + all,
            "sweep.prompts=\"%s\"".formatted(folder.resolve("prompts.jsonl")),
            "sweep.anchors=\"%s\"".formatted(folder.resolve("anchors.jsonl")),
            "sweep.precision=checkpoint",
            "sweep.store=\"%s\"".formatted(folder.resolve("store")),
            "sweep.run-id=" + run,
            "reading.rate=%d MiB".formatted(rate),
            "reading.cache=\"%s\"".formatted(folder.resolve("cache-" + run)),
            "spark.conf.\"spark.cores.max\"=" + executors,
            "spark.conf.\"spark.executor.cores\"=1",
            "spark.conf.\"spark.executor.memory\"=1g",
            "spark.conf.\"spark.driver.host\"=127.0.0.1")) {
      command.addAll(List.of("--set", assignment));
    }
    Launched launched = Launched.run(folder, Map.of(), command.toArray(String[]::new));
    if (launched.code() != 0) {
      throw new IllegalStateException(launched.err());
    }
    return launched;
  }

  private static double number(Launched launched, String field) throws IOException {
    return new ObjectMapper().readTree(launched.out()).path(field).asDouble();
  }

  private static double read(Launched launched) throws IOException {
    double bytes = 0;
    for (JsonNode model : new ObjectMapper().readTree(launched.out()).path("models")) {
      bytes += model.path("bytes_read").asDouble();
    }
    return bytes / 1e9;
  }
}
