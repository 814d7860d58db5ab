package io.stateprint.jobs.cli;

import io.stateprint.decoder.Ghost;
import io.stateprint.jobs.settings.ModelSettings;
import io.stateprint.jobs.settings.PromptFormat;
import io.stateprint.storage.InputException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The ghost of a published model with a tiny tokenizer beside it; its folder goes when this is
 * closed.
 *
 * @param name of the model
 * @param folder holds the checkpoint
 */
record GhostBench(String name, Path folder) implements AutoCloseable {
  private static final String TOKENIZER = "data-samples/models/tiny-llama";
  private static final List<String> BESIDE =
      List.of("tokenizer.json", "tokenizer_config.json", "chat_template.jinja");

  /** Lays the checkpoint down in a new folder of {@code directory}. */
  static GhostBench lay(String name, Path directory) {
    try {
      Path parent = Files.createTempDirectory(Files.createDirectories(directory), "ghost-");
      GhostBench ghost = new GhostBench(name, parent.resolve(name));
      Ghost.lay(name, ghost.folder());
      for (String file : BESIDE) {
        Files.copy(Shared.home().resolve(TOKENIZER).resolve(file), ghost.folder().resolve(file));
      }
      return ghost;
    } catch (IOException e) {
      throw new InputException(
          "Cannot lay down a ghost in %s: %s; choose another --dir".formatted(directory, e), e);
    }
  }

  ModelSettings model() {
    return new ModelSettings(name, folder.toString(), PromptFormat.CHAT, Optional.empty());
  }

  @Override
  public void close() {
    try (Stream<Path> files = Files.walk(folder.getParent())) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
