package io.stateprint.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** Runs of planted checkpoints to compare; every class of tests samples them anew. */
abstract class DriftCase {
  static final int EDITED_LAYER = 7;
  private static final String BANK = "data-samples/prompts/";
  @TempDir static Path folder;

  @BeforeAll
  static void sampleAll() throws IOException {
    CommandCase.setHome();
    List<String> bank =
        Files.readAllLines(
            CommandCase.HOME.resolve(BANK + "bank-1.0.0.en.jsonl"), StandardCharsets.UTF_8);
    List<String> some = new ArrayList<>();
    for (int i = 0; i < bank.size(); i += 5) {
      some.add(bank.get(i));
    }
    Files.write(folder.resolve("some.jsonl"), some);
    Files.write(folder.resolve("fewer.jsonl"), some.subList(0, 12));
    sample("reference", "sharp", "sweep.replicates.count=20");
    sample("again", "sharp");
    sample("chunks", "sharp", "memory.chunk-tokens=64", "sweep.partitions=2");
    sample("reversed", "null");
    sample("drifted", "drift");
    sample("edited", edited().toString());
    sample("other-layers", "sharp", "sweep.sampling.layers=[3,7]");
    sample(
        "plain",
        "sharp",
        "sweep.models=[{id=m,checkpoint=\"%s\",format=plain}]".formatted(at("sharp")));
    sample("fewer", "sharp", "sweep.prompts=\"" + folder.resolve("fewer.jsonl") + "\"");
    sample("uninstructed", "sharp", "sweep.conditions=default");
    sample("reference", "sharp", "sweep.models=[%s]".formatted(model("n", "sharp")));
    for (String[] one : new String[][] {{"mixed-drifted", "drift"}, {"mixed-quiet", "sharp"}}) {
      sample(
          one[0],
          "sharp",
          "sweep.models=[%s,%s]".formatted(model("m", one[1]), model("n", "sharp")));
    }
  }

  @AfterAll
  static void clear() {
    CommandCase.clearHome();
  }

  static CommandCase.Ran drift(String current, String... more) {
    return CommandCase.run(
        command(
            Stream.concat(
                    Stream.of("--reference", "reference", "--current", current), Stream.of(more))
                .toArray(String[]::new)));
  }

  static CommandCase.Ran night(String reference, String[] sweep, String... more) {
    return CommandCase.run(
        Stream.of(Stream.of(sweep), Stream.of("--reference", reference), Stream.of(more))
            .flatMap(part -> part)
            .toArray(String[]::new));
  }

  static String[] command(String... more) {
    return Stream.concat(
            Stream.of(
                "drift",
                "--quiet",
                "--master",
                "local[2]",
                "--set",
                "sweep.store=\"" + folder.resolve("store") + "\""),
            Stream.of(more))
        .toArray(String[]::new);
  }

  static void sample(String run, String model, String... assignments) throws IOException {
    CommandCase.Ran ran = CommandCase.run(sweep("sample", run, model, assignments));
    assertThat(ran.err()).isEmpty();
    assertThat(ran.code()).isZero();
  }

  static String[] sweep(String command, String run, String model, String... assignments)
      throws IOException {
    Path conf =
        Files.writeString(
            folder.resolve("sweep.conf"),
            """
            sweep {
              run-id = %s
              store = "%s"
              models = [{ id = m, checkpoint = "%s" }]
              prompts = "%s"
              conditions = all
              calibration = ["%scalibration-1.1.0.en.jsonl"]
              precision = float32
            }
            spark.master = "local[2]"
            """
                .formatted(
                    run, folder.resolve("store"), at(model), folder.resolve("some.jsonl"), BANK));
    List<String> arguments =
        new ArrayList<>(List.of(command, "--quiet", "--conf", conf.toString()));
    for (String assignment : assignments) {
      arguments.addAll(List.of("--set", assignment));
    }
    return arguments.toArray(String[]::new);
  }

  /** A copy whose layer 7 has other values: a bit of each number of one matrix is flipped. */
  private static Path edited() throws IOException {
    Path copy = Files.createDirectory(folder.resolve("edited"));
    try (Stream<Path> files = Files.list(at("sharp"))) {
      for (Path file : files.toList()) {
        Files.copy(file, copy.resolve(file.getFileName()));
      }
    }
    Path weights = copy.resolve("model.safetensors");
    byte[] bytes = Files.readAllBytes(weights);
    int header = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt();
    JsonNode offsets =
        new ObjectMapper()
            .readTree(new String(bytes, 8, header, StandardCharsets.UTF_8))
            .path("model.layers.%d.mlp.down_proj.weight".formatted(EDITED_LAYER))
            .path("data_offsets");
    for (int at = offsets.path(0).asInt(); at < offsets.path(1).asInt(); at += 2) {
      bytes[8 + header + at] ^= 0x40;
    }
    Files.write(weights, bytes);
    return copy;
  }

  private static String model(String id, String checkpoint) {
    return "{id=%s,checkpoint=\"%s\"}".formatted(id, at(checkpoint));
  }

  private static Path at(String model) {
    return CommandCase.HOME.resolve("data-samples/planted").resolve(model);
  }
}
