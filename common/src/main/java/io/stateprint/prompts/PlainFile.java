package io.stateprint.prompts;

import io.stateprint.storage.InputException;
import io.stateprint.storage.Sha256;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A file that is one system prompt, as it is. */
final class PlainFile {
  private static final long LONGEST = 1 << 20;

  private PlainFile() {}

  /**
   * Reads it; its id is its name without the ending.
   *
   * @throws InputException where it is empty, too long or not UTF-8
   */
  static TextFile<SystemPrompt> read(Path file) {
    String name = file.getFileName().toString();
    String text = text(file).replaceFirst("^\\uFEFF", "").strip();
    if (text.isEmpty()) {
      throw new InputException("Cannot read %s: it holds no text".formatted(file));
    }
    String id =
        name.substring(0, name.length() - ".txt".length()).replaceAll("[^\\p{L}\\p{N}._-]+", "-");
    return new TextFile<>(
        name, List.of(new SystemPrompt(id, Languages.of(text), text)), Sha256.of(text));
  }

  private static String text(Path file) {
    try {
      if (Files.size(file) > LONGEST) {
        throw new InputException("Cannot read %s: it is longer than 1 MiB".formatted(file));
      }
      return Files.readString(file);
    } catch (CharacterCodingException e) {
      throw new InputException("Cannot read %s: it is not UTF-8".formatted(file), e);
    } catch (IOException e) {
      throw new InputException("Cannot read %s: %s".formatted(file, e), e);
    }
  }
}
