package io.stateprint.jobs.cli;

import io.stateprint.external.StateSet;
import io.stateprint.jobs.sample.Text;
import io.stateprint.prompts.Prompt;
import io.stateprint.prompts.Prompts;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * The texts whose states external checks need.
 *
 * @param harmful prompts that a model should refuse, the user's own file
 * @param harmless prompts that it should answer, the user's own file
 */
public record ExternalTexts(Optional<Path> harmful, Optional<Path> harmless) {
  private static final List<Path> WORDS =
      List.of(
          Path.of("data-samples/prompts/calibration-1.1.0.en.jsonl"),
          Path.of("data-samples/prompts/bank-1.0.0.en.jsonl"));
  private static final List<String> SINKS =
      List.of("Summer", "Summer is warm.", "Summer is warm. Winter is cold.\n");
  private static final long SEED = 1;

  /** The texts of every set that can be had; files are read here, and said to be wrong here. */
  Map<StateSet, List<Text>> sets(Path home) {
    Map<StateSet, List<Text>> out = new EnumMap<>(StateSet.class);
    out.put(StateSet.SINKS, texts(SINKS));
    out.put(StateSet.WORDS, words(home));
    harmful.ifPresent(file -> out.put(StateSet.HARMFUL, prompts(file)));
    harmless.ifPresent(file -> out.put(StateSet.HARMLESS, prompts(file)));
    return out;
  }

  /** The 300 English neutral prompts and prompts of the bank, each up to a random word. */
  private static List<Text> words(Path home) {
    Random random = new Random(SEED);
    List<String> out = new ArrayList<>();
    Prompts.read(WORDS.stream().map(home::resolve).toList()).stream()
        .flatMap(file -> file.entries().stream())
        .forEach(
            prompt -> {
              String[] words = prompt.text().split(" ", -1);
              int count = 1 + random.nextInt(words.length);
              out.add(String.join(" ", List.of(words).subList(0, count)));
            });
    return texts(out);
  }

  private static List<Text> prompts(Path file) {
    return texts(Prompts.read(List.of(file)).get(0).entries().stream().map(Prompt::text).toList());
  }

  /** No text: what is left is the start token. */
  static List<Text> start() {
    return List.of(new Text("start", "external", "", "", "en", "prompt", "default", ""));
  }

  /** Texts as they are, numbered. */
  private static List<Text> texts(List<String> contents) {
    return IntStream.range(0, contents.size())
        .mapToObj(
            i ->
                new Text(
                    String.valueOf(i),
                    "external",
                    "",
                    "",
                    "en",
                    "prompt",
                    "default",
                    contents.get(i)))
        .toList();
  }
}
