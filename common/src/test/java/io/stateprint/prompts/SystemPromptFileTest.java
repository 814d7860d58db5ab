package io.stateprint.prompts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stateprint.storage.InputException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SystemPromptFileTest {
  @TempDir private Path folder;

  @Test
  void aTextFileIsOneSystemPrompt() throws IOException {
    Path file =
        Files.writeString(folder.resolve("Мой бот.txt"), "\uFEFFТы бот.\nОтвечай кратко.\n");

    assertThat(Prompts.systemPrompts(List.of(file)).get(0).entries())
        .containsExactly(new SystemPrompt("Мой-бот", "ru", "Ты бот.\nОтвечай кратко."));
  }

  @Test
  void aBadTextFileIsNamed() throws IOException {
    Path empty = Files.writeString(folder.resolve("empty.txt"), " \n");
    Path bytes =
        Files.write(folder.resolve("bytes.txt"), "Привет".getBytes(StandardCharsets.UTF_16));

    assertThatThrownBy(() -> Prompts.systemPrompts(List.of(empty)))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("empty.txt: it holds no text");
    assertThatThrownBy(() -> Prompts.systemPrompts(List.of(bytes)))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("bytes.txt: it is not UTF-8");
  }

  @Test
  void aFrameWithoutAPlaceForTheTextIsRefused() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("frames.jsonl"),
            "{\"id\": \"f\", \"condition\": \"default\", \"text\": \"Below is a reply.\"}\n");

    assertThatThrownBy(() -> Prompts.frames(List.of(file)))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("line 1 has {text} in its text never or more than once");
  }
}
