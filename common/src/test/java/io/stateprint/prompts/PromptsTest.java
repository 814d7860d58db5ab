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

class PromptsTest {
  @TempDir private Path folder;

  @Test
  void aFileOfOnesOwnNeedsIdAndTextOnly() throws IOException {
    TextFile<Prompt> file =
        read(
            "{\"id\": \"1\", \"text\": \"Где посылка?\"}",
            "",
            "{\"id\": \"2\", \"text\": \"Why?\"}");

    assertThat(file.entries())
        .containsExactly(
            new Prompt("1", "own", "1", "ru", "Где посылка?"),
            new Prompt("2", "own", "2", "en", "Why?"));
  }

  @Test
  void saysAllThatIsWrongAtOnceWithFileLineAndValue() throws IOException {
    assertThatThrownBy(
            () ->
                read(
                    "{\"id\": \"a\", \"text\": \"x\"}",
                    "{\"id\": \"b\", ",
                    "[1]",
                    "{\"id\": \"c\"}",
                    "{\"id\": \"d\", \"text\": \"  \"}",
                    "{\"id\": \"a\", \"text\": \"y\"}",
                    "{\"id\": 7, \"text\": \"y\"}",
                    "{\"id\": \"e\", \"id\": \"f\", \"text\": \"y\"}",
                    "{\"id\": \"g\", \"text\": \"y\", \"category\": \"all\"}",
                    "{\"id\": \"h\", \"text\": \"half \\ud83d\"}"))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("own.jsonl")
        .hasMessageContaining("line 2 is not JSON")
        .hasMessageContaining("line 3 is not a JSON object")
        .hasMessageContaining("line 4 has no \"text\"")
        .hasMessageContaining("line 5 has an empty \"text\"")
        .hasMessageContaining("line 6 has the id \"a\" of line 1")
        .hasMessageContaining("line 7 has \"id\": 7")
        .hasMessageContaining("line 8 is not JSON")
        .hasMessageContaining("line 9 has the category \"all\"")
        .hasMessageContaining("line 10 has half a character in \"text\"");
  }

  @Test
  void refusesTheSameIdInTwoFiles() throws IOException {
    Path one = file("one.jsonl", "{\"id\": \"a\", \"text\": \"x\"}");
    Path two = file("two.jsonl", "{\"id\": \"a\", \"text\": \"y\"}");

    assertThatThrownBy(() -> Prompts.read(List.of(one, two)))
        .hasMessageContaining("two.jsonl")
        .hasMessageContaining("\"a\"")
        .hasMessageContaining("one.jsonl");
  }

  @Test
  void refusesAnEmptyFileAndOneThatIsNotText() throws IOException {
    Path empty = file("empty.jsonl", "");
    Path bytes = Files.write(folder.resolve("bytes.jsonl"), new byte[] {'{', (byte) 0xff, '}'});

    assertThatThrownBy(() -> Prompts.read(List.of(empty))).hasMessageContaining("no entries");
    assertThatThrownBy(() -> Prompts.read(List.of(bytes))).hasMessageContaining("not UTF-8");
    assertThatThrownBy(() -> Prompts.read(List.of(folder.resolve("absent"))))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("absent");
  }

  @Test
  void readsFilesOfWindowsToo() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("windows.jsonl"),
            "\uFEFF{\"id\": \"a\", \"text\": \"x\"}\r\n{\"id\": \"b\", \"text\": \"y\"}\r\n");

    assertThat(Prompts.read(List.of(file)).get(0).entries()).hasSize(2);
  }

  @Test
  void theHashDependsOnWordsAndNotOnHowTheyAreWrittenDown() throws IOException {
    String hash = read("{\"id\": \"a\", \"text\": \"x\"}").sha256();

    assertThat(read("{ \"text\":\"x\",   \"id\":\"a\" }").sha256()).isEqualTo(hash);
    assertThat(read("{\"id\": \"a\", \"text\": \"y\"}").sha256()).isNotEqualTo(hash);
  }

  @Test
  void refusesAnAnchorOfNoKnownStyle() throws IOException {
    Path file =
        file(
            "a.jsonl",
            "{\"id\": \"a\", \"style\": \"irony\", \"frame\": 1, \"topic\": \"t\", \"text\": \"x\"}");

    assertThatThrownBy(() -> Prompts.anchors(List.of(file)))
        .hasMessageContaining("line 1 has the style \"irony\"")
        .hasMessageContaining("empathy");
  }

  @Test
  void aParaphraseIsNamedAfterItsOriginal() throws IOException {
    Path good = file("p.jsonl", "{\"id\": \"a-p12\", \"paraphrase_of\": \"a\", \"text\": \"x\"}");
    Path bad =
        file(
            "q.jsonl",
            "{\"id\": \"b\", \"paraphrase_of\": \"a\", \"text\": \"x\"}",
            "{\"id\": \"a-p1\", \"text\": \"x\"}");

    assertThat(Prompts.paraphrases(List.of(good)).get(0).entries().get(0).of()).isEqualTo("a");
    assertThat(Paraphrase.originalOf("a-p12")).contains("a");
    assertThat(Paraphrase.originalOf("a-p0")).isEmpty();
    assertThatThrownBy(() -> Prompts.paraphrases(List.of(bad)))
        .hasMessageContaining("line 1 has the id \"b\"; a paraphrase of \"a\" is named \"a-p1\"")
        .hasMessageContaining("line 2 has no \"paraphrase_of\"");
  }

  @Test
  void aMinimalPairHasBothFramings() throws IOException {
    String neutral =
        "{\"id\": \"m-neutral\", \"minimal_pair\": \"m\", \"framing\": \"neutral\", \"text\": \"x\"}";
    Path half = file("half.jsonl", neutral);
    Path whole = file("whole.jsonl", neutral, neutral.replace("neutral", "emotional"));
    Path bad =
        file(
            "bad.jsonl",
            neutral.replace("\"neutral\"", "\"cold\""),
            neutral.replace("m-neutral", "n"));

    assertThat(Prompts.framings(List.of(whole)).get(0).entries()).hasSize(2);
    assertThat(Framing.pairOf("m-emotional")).contains("m");
    assertThat(Framing.framingOf("m-emotional")).contains("emotional");
    assertThat(Framing.pairOf("m")).isEmpty();
    assertThatThrownBy(() -> Prompts.framings(List.of(half)))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("half.jsonl: the minimal pair \"m\" has its neutral framing only");
    assertThatThrownBy(() -> Prompts.framings(List.of(bad)))
        .hasMessageContaining("line 1 has the framing \"cold\"; choose neutral or emotional")
        .hasMessageContaining("line 2 has the id \"n\"; the neutral framing of the minimal pair");
  }

  @Test
  void systemPromptsNeedIdAndText() throws IOException {
    Path file = file("s.jsonl", "{\"id\": \"s\", \"text\": \"Ты поэт.\"}");

    assertThat(Prompts.systemPrompts(List.of(file)).get(0).entries())
        .containsExactly(new SystemPrompt("s", "ru", "Ты поэт."));
  }

  private TextFile<Prompt> read(String... lines) throws IOException {
    return Prompts.read(List.of(file("own.jsonl", lines))).get(0);
  }

  private Path file(String name, String... lines) throws IOException {
    return Files.writeString(
        folder.resolve(name), String.join("\n", lines) + "\n", StandardCharsets.UTF_8);
  }
}
