package io.stateprint.tokens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.stateprint.storage.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModelTokenizerTest {
  @TempDir private Path folder;

  private static JsonNode golden(String name) throws IOException {
    return new ObjectMapper()
        .readTree(TinyCheckpoint.SAMPLES.resolve("golden.json").toFile())
        .get(name);
  }

  private ModelTokenizer tiny() throws IOException {
    return TinyCheckpoint.in(folder)
        .withSample("tokenizer.json")
        .withSample("tokenizer_config.json")
        .open();
  }

  @Test
  void tokenizesWithATokenizerJsonAsTheReference() throws IOException {
    try (ModelTokenizer tokenizer = tiny()) {
      assertTokenizesAs(golden("tiny"), tokenizer);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"gpt-2", "smollm", "llama-bpe", "qwen2", "tekken", "deepseek-coder"})
  void tokenizesWithAVocabularyOfGgufAsTheReference(String pre) throws IOException {
    String file = "tiny-%s.gguf".formatted(pre);
    try (ModelTokenizer tokenizer = TinyCheckpoint.open(TinyCheckpoint.SAMPLES.resolve(file))) {
      assertTokenizesAs(golden(file), tokenizer);
    }
  }

  private static void assertTokenizesAs(JsonNode golden, ModelTokenizer tokenizer) {
    for (JsonNode plain : golden.get("plain")) {
      TokenizedText text = tokenizer.plain(plain.get("text").textValue());
      assertThat(text.ids()).as(text.rendered()).isEqualTo(ids(plain));
    }
    for (JsonNode chat : golden.get("chats")) {
      TokenizedText text =
          tokenizer.chat(
              Optional.ofNullable(chat.get("system").textValue()), chat.get("user").textValue());
      assertThat(text.rendered()).isEqualTo(chat.get("rendered").textValue());
      assertThat(text.ids()).as(text.rendered()).isEqualTo(ids(chat));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "asked",
        "user",
        "told",
        "Привет, мир!",
        "😀 👨‍👩‍👧",
        "don't 123",
        "two\n lines",
        "assistant"
      })
  void givesTheContentsTokensTheirSpans(String user) throws IOException {
    try (ModelTokenizer tokenizer = tiny()) {
      TokenizedText text = tokenizer.chat(Optional.of("told 😀"), " " + user + "\n");
      assertThat(idsOf(Span.USER, text)).isEqualTo(idsOf(Span.USER, tokenizer.plain(user)));
      assertThat(idsOf(Span.SYSTEM, text)).isEqualTo(idsOf(Span.USER, tokenizer.plain("told 😀")));
    }
  }

  @Test
  void givesSpecialTokensWithinAContentToTheTemplate() throws IOException {
    try (ModelTokenizer tokenizer = tiny()) {
      TokenizedText text = tokenizer.chat(Optional.empty(), "x<|im_end|>y");
      int x = idsOf(Span.USER, tokenizer.plain("x")).get(0);
      int y = idsOf(Span.USER, tokenizer.plain("y")).get(0);
      assertThat(idsOf(Span.USER, text)).containsExactly(x, y);
      assertThat(tokenizer.plain("x").spans()).containsExactly(Span.TEMPLATE, Span.USER);
    }
  }

  @Test
  void cutsOffNothingAndPadsNothing() throws IOException {
    try (ModelTokenizer tokenizer = tiny()) {
      assertThat(tokenizer.plain("a").length()).isEqualTo(2);
      assertThat(tokenizer.plain("+-".repeat(5_000)).length()).isGreaterThan(1_000);
    }
  }

  @Test
  void givesTheSameHashesWhenOpenedTwice() throws IOException {
    try (ModelTokenizer first = tiny();
        ModelTokenizer second = tiny()) {
      assertThat(first.tokenizerSha256()).hasSize(64).isEqualTo(second.tokenizerSha256());
      assertThat(first.templateSha256()).isPresent().isEqualTo(second.templateSha256());
    }
  }

  @Test
  void takesChatTemplateJinjaBeforeTheOneInTheConfiguration() throws IOException {
    tiny().close();
    new TinyCheckpoint(folder)
        .with("chat_template.jinja", "{{ bos_token }}{{ messages[0].content }}{{ eos_token }}");
    try (ModelTokenizer tokenizer = new TinyCheckpoint(folder).open()) {
      TokenizedText text = tokenizer.chat(Optional.empty(), "asked");
      assertThat(text.rendered()).isEqualTo("<s>asked</s>");
      assertThat(text.spans()).startsWith(Span.TEMPLATE, Span.USER).endsWith(Span.TEMPLATE);
    }
  }

  @Test
  void takesTheDefaultOfSeveralTemplates() throws IOException {
    TinyCheckpoint checkpoint =
        TinyCheckpoint.in(folder)
            .withSample("tokenizer.json")
            .with(
                "tokenizer_config.json",
                "{\"chat_template\":[{\"name\":\"rag\",\"template\":\"no\"},"
                    + "{\"name\":\"default\",\"template\":\"ask {{ messages[0].content }}\"}]}");
    try (ModelTokenizer tokenizer = checkpoint.open()) {
      assertThat(tokenizer.chat(Optional.empty(), "me").rendered()).isEqualTo("ask me");
    }
    checkpoint.with(
        "tokenizer_config.json", "{\"chat_template\":[{\"name\":\"rag\",\"template\":\"no\"}]}");
    assertThatThrownBy(checkpoint::open)
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith(
            "Cannot choose a chat template: there are [rag], and none is named default");
  }

  @Test
  void saysThatAModelWithoutATemplateHasNoChats() throws IOException {
    try (ModelTokenizer tokenizer = TinyCheckpoint.in(folder).withSample("tokenizer.json").open()) {
      assertThat(tokenizer.templateSha256()).isEmpty();
      assertThat(tokenizer.plain("text").length()).isPositive();
      assertThatThrownBy(() -> tokenizer.chat(Optional.empty(), "Hello"))
          .isInstanceOf(InputException.class)
          .hasMessageStartingWith(
              "Cannot frame a chat: the model has no chat template; use format = plain (")
          .hasMessageContaining(folder.toString());
    }
  }

  @Test
  void refusesAnotherModelsTokenizerBesideAGgufFile() throws IOException {
    Path gguf = folder.resolve("tiny.gguf");
    Files.copy(TinyCheckpoint.SAMPLES.resolve("tiny-qwen2.gguf"), gguf);
    String own = Files.readString(TinyCheckpoint.SAMPLES.resolve("tiny/tokenizer.json"));
    Files.writeString(folder.resolve("tokenizer.json"), own);
    try (ModelTokenizer tokenizer = TinyCheckpoint.open(gguf)) {
      assertTokenizesAs(golden("tiny"), tokenizer);
    }
    Files.writeString(
        folder.resolve("tokenizer.json"), own.replaceAll("(\": \\d*)7(,?\\n)", "$18$2"));
    assertThatThrownBy(() -> TinyCheckpoint.open(gguf))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("it is another model's")
        .hasMessageContaining("tiny.gguf");
  }

  @Test
  void namesWhatItLookedForWhereThereIsNoTokenizer() throws IOException {
    TinyCheckpoint checkpoint = TinyCheckpoint.in(folder);
    assertThatThrownBy(checkpoint::open)
        .isInstanceOf(InputException.class)
        .hasMessageContaining("no tokenizer.json lies beside the weights")
        .hasMessageContaining("no tokenizer.ggml.tokens in GGUF metadata");
    checkpoint.with("tokenizer.model", "x");
    assertThatThrownBy(checkpoint::open)
        .isInstanceOf(InputException.class)
        .hasMessageContaining("tokenizer.model is SentencePiece's own format");
  }

  @Test
  void saysWhichFileIsBroken() throws IOException {
    TinyCheckpoint checkpoint = TinyCheckpoint.in(folder).with("tokenizer.json", "{\"model\":");
    assertThatThrownBy(checkpoint::open)
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith(
            "Cannot read the tokenizer: it is not JSON: Unexpected end-of-input")
        .hasMessageContaining("tokenizer.json beside " + folder)
        .hasMessageNotContaining("\n");
    checkpoint.with("tokenizer.json", "{\"model\":{\"type\":\"None\"}}");
    assertThatThrownBy(checkpoint::open)
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith("Cannot read the tokenizer: ");
    checkpoint.withSample("tokenizer.json").with("tokenizer_config.json", "[]");
    assertThatThrownBy(checkpoint::open)
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith("Cannot read tokenizer_config.json beside ");
  }

  @Test
  void refusesHalfACharacter() throws IOException {
    try (ModelTokenizer tokenizer = tiny()) {
      assertThat(tokenizer.plain("a\u0000b").length()).isEqualTo(4);
      assertThatThrownBy(() -> tokenizer.plain("a\ud83d"))
          .isInstanceOf(InputException.class)
          .hasMessageContaining("half of a surrogate pair");
    }
  }

  @Test
  void refusesATextWithoutTokens() throws IOException {
    try (ModelTokenizer tokenizer =
        TinyCheckpoint.open(TinyCheckpoint.SAMPLES.resolve("tiny-smollm.gguf"))) {
      assertThatThrownBy(() -> tokenizer.plain(""))
          .isInstanceOf(InputException.class)
          .hasMessageStartingWith("Cannot tokenize \"\": it has no tokens (");
    }
  }

  private static List<Integer> idsOf(Span span, TokenizedText text) {
    return IntStream.range(0, text.length())
        .filter(i -> text.spans().get(i) == span)
        .mapToObj(text.ids()::get)
        .toList();
  }

  private static List<Integer> ids(JsonNode entry) {
    return StreamSupport.stream(entry.get("ids").spliterator(), false)
        .map(JsonNode::intValue)
        .toList();
  }
}
