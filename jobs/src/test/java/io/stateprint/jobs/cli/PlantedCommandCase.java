package io.stateprint.jobs.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Commands on planted checkpoints, with 40 prompts and 40 neutral ones under every condition. */
abstract class PlantedCommandCase extends CommandCase {
  static final String SHARP = "data-samples/planted/sharp";
  static final String SMOOTH = "data-samples/planted/smooth";
  static final String BASE = "data-samples/planted/base";

  /** A command with a configuration of its own run. */
  String[] planted(String command, String run, String... more) throws IOException {
    Path conf =
        Files.writeString(
            folder.resolve(run + ".conf"),
            """
            sweep {
              run-id = %s
              store = "%s"
              prompts = "%s"
              calibration = "%s"
              paraphrases = []
              framings = []
              further-conditions = default
              controls { wordings = [], doses = [], nonsense = false }
              sampling.pooling = [last]
            }
            spark.master = "local[2]"
            """
                .formatted(
                    run,
                    folder.resolve("store"),
                    some("bank-1.0.0.en.jsonl", 100, 40),
                    some("calibration-1.1.0.en.jsonl", 200, 40)));
    return Stream.concat(Stream.of(command, "--quiet", "--conf", conf.toString()), Stream.of(more))
        .toArray(String[]::new);
  }

  /** So many of the lines of a file of the bank, at like distances. */
  Path some(String name, int all, int count) throws IOException {
    List<String> lines = Files.readAllLines(HOME.resolve("data-samples/prompts").resolve(name));
    List<String> chosen = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      chosen.add(lines.get(i * all / count));
    }
    return Files.write(folder.resolve(name), chosen);
  }

  /** A planted checkpoint, to be changed. */
  Path copy(String model, String name) throws IOException {
    Path copy = Files.createDirectory(folder.resolve(name));
    for (String file :
        List.of(
            "config.json",
            "model.safetensors",
            "tokenizer.json",
            "tokenizer_config.json",
            "chat_template.jinja")) {
      Files.copy(HOME.resolve(model).resolve(file), copy.resolve(file));
    }
    return copy;
  }
}
