package io.stateprint.tokens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.stateprint.storage.InputException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** The fixture is made by data-samples/golden/gemma3-270m/make_tokens.py. */
@EnabledIfSystemProperty(
    named = "stateprint.gemmaModel",
    matches = ".+",
    disabledReason = "needs the path of gemma-3-270m-q4_k_m.gguf")
class GemmaModelTokensTest {
  private static JsonNode golden;
  private static ModelTokenizer tokenizer;

  @BeforeAll
  static void open() throws IOException {
    golden =
        new ObjectMapper()
            .readTree(Path.of("../data-samples/golden/gemma3-270m/tokens.json").toFile());
    tokenizer = TinyCheckpoint.open(Path.of(System.getProperty("stateprint.gemmaModel")));
  }

  @AfterAll
  static void close() {
    tokenizer.close();
  }

  @Test
  void tokenizesPlainTextsAsTheReference() {
    assertThat(golden.get("plain")).hasSizeGreaterThan(20);
    for (JsonNode plain : golden.get("plain")) {
      TokenizedText text = tokenizer.plain(plain.get("text").textValue());
      assertThat(text.ids()).as(text.rendered()).isEqualTo(ids(plain));
    }
  }

  @Test
  void marksOnlyWhatTheUserWrote() {
    TokenizedText text = tokenizer.plain("  two\n\nlines");
    assertThat(text.spans().get(0)).isEqualTo(Span.TEMPLATE);
    assertThat(text.spans().subList(1, text.spans().size())).containsOnly(Span.USER);
  }

  @Test
  void saysThatTheModelHasNoChatTemplate() {
    assertThatThrownBy(() -> tokenizer.chat(Optional.empty(), "Hello"))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("no chat template; use format = plain");
  }

  private static List<Integer> ids(JsonNode entry) {
    return StreamSupport.stream(entry.get("ids").spliterator(), false)
        .map(JsonNode::intValue)
        .toList();
  }
}
