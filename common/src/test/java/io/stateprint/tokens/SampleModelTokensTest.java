package io.stateprint.tokens;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.stateprint.checkpoint.Checkpoint;
import io.stateprint.checkpoint.Checkpoints;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

@EnabledIfSystemProperty(
    named = "stateprint.sampleModel",
    matches = ".+",
    disabledReason = "needs the path of SmolLM2-135M-Instruct.Q4_1.gguf")
class SampleModelTokensTest {
  private static final TemplateSettings SETTINGS =
      new TemplateSettings(LocalDate.of(2026, 1, 2), Duration.ofSeconds(10));

  private static JsonNode golden;
  private static ModelTokenizer tokenizer;

  @BeforeAll
  static void open() throws IOException {
    golden =
        new ObjectMapper()
            .readTree(Path.of("../data-samples/golden/smollm2-135m/tokens.json").toFile());
    tokenizer = reopen();
  }

  private static ModelTokenizer reopen() {
    try (Checkpoint checkpoint = Checkpoints.open(System.getProperty("stateprint.sampleModel"))) {
      return ModelTokenizer.open(checkpoint, SETTINGS);
    }
  }

  @AfterAll
  static void close() {
    tokenizer.close();
  }

  @Test
  void rendersAndTokenizesChatsAsTheReference() {
    for (JsonNode chat : golden.get("chats")) {
      TokenizedText text = chat(tokenizer, chat);
      assertThat(text.rendered()).isEqualTo(chat.get("rendered").textValue());
      assertThat(text.ids()).as(text.rendered()).isEqualTo(ids(chat));
    }
  }

  @Test
  void tokenizesPlainTextsAsTheReference() {
    for (JsonNode plain : golden.get("plain")) {
      TokenizedText text = tokenizer.plain(plain.get("text").textValue());
      assertThat(text.ids()).as(text.rendered()).isEqualTo(ids(plain));
    }
  }

  @Test
  void givesTheSameTokensWhenOpenedTwice() {
    JsonNode chat = golden.get("chats").get(1);
    try (ModelTokenizer again = reopen()) {
      assertThat(chat(again, chat)).isEqualTo(chat(tokenizer, chat));
      assertThat(again.tokenizerSha256()).isEqualTo(tokenizer.tokenizerSha256());
      assertThat(again.templateSha256()).isEqualTo(tokenizer.templateSha256()).isPresent();
    }
  }

  @Test
  void marksTheUsersTokensOnly() {
    TokenizedText text = tokenizer.chat(Optional.of("assistant"), "user");
    List<Span> told = text.spans().subList(3, 5);
    assertThat(told).containsOnly(Span.SYSTEM);
    assertThat(text.spans()).containsOnlyOnce(Span.USER);
    assertThat(text.spans().stream().filter(Span.SYSTEM::equals)).hasSize(told.size());
    assertThat(text.rendered()).contains("system\nassistant<").contains("user\nuser<");
  }

  @Test
  void leavesTheTemplatesOwnSystemTextToTheTemplate() {
    TokenizedText text = tokenizer.chat(Optional.empty(), "Hello");
    assertThat(text.rendered()).contains("trained by Hugging Face");
    assertThat(text.spans()).doesNotContain(Span.SYSTEM).containsOnlyOnce(Span.USER);
  }

  private static TokenizedText chat(ModelTokenizer tokenizer, JsonNode chat) {
    return tokenizer.chat(
        Optional.ofNullable(chat.get("system").textValue()), chat.get("user").textValue());
  }

  private static List<Integer> ids(JsonNode entry) {
    return StreamSupport.stream(entry.get("ids").spliterator(), false)
        .map(JsonNode::intValue)
        .toList();
  }
}
