package io.stateprint.tokens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.stateprint.storage.InputException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Vocabularies of SentencePiece; the fixture is made by data-samples/tokenizers/make_pieces.py. */
class GgufPiecesTest {
  private final Map<String, Object> metadata =
      new HashMap<>(
          Map.of(
              "general.architecture",
              "llama",
              "tokenizer.ggml.model",
              "llama",
              "tokenizer.ggml.tokens",
              List.of("<unk>", "<s>", "a", "b", "ab", "ba", "aba"),
              "tokenizer.ggml.token_type",
              List.of(2L, 3L, 1L, 1L, 1L, 1L, 1L),
              "tokenizer.ggml.scores",
              List.of(0.0, 0.0, -5.0, -6.0, -2.0, -1.0, -3.0),
              "tokenizer.ggml.unknown_token_id",
              0L,
              "tokenizer.ggml.bos_token_id",
              1L));

  private String json() {
    return GgufVocabulary.of(metadata, "x.gguf")
        .map(vocabulary -> new String(vocabulary.tokenizerJson(), StandardCharsets.UTF_8))
        .orElseThrow();
  }

  private void assertRefused(String message) {
    assertThatThrownBy(this::json)
        .isInstanceOf(InputException.class)
        .hasMessageContaining(message)
        .hasMessageEndingWith("(x.gguf)");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"tiny-pieces-llama.gguf", "tiny-pieces-phi3.gguf", "tiny-pieces-gemma3.gguf"})
  void tokenizesAsTransformersReadingTheSameFile(String file) throws IOException {
    JsonNode golden =
        new ObjectMapper()
            .readTree(TinyCheckpoint.SAMPLES.resolve("pieces.json").toFile())
            .get(file);
    assertThat(golden).hasSizeGreaterThan(10);
    try (ModelTokenizer tokenizer = TinyCheckpoint.open(TinyCheckpoint.SAMPLES.resolve(file))) {
      for (JsonNode entry : golden) {
        TokenizedText text = tokenizer.plain(entry.get("text").textValue());
        assertThat(text.ids()).as(text.rendered()).isEqualTo(ids(entry));
      }
    }
  }

  @Test
  void ordersMergesByScoreThenByTheLongerLeftPart() {
    assertThat(json())
        .contains(
            "\"merges\":[[\"b\",\"a\"],[\"a\",\"b\"],[\"ab\",\"a\"],[\"a\",\"ba\"]]",
            "\"unk_token\":\"<unk>\"",
            "\"byte_fallback\":true",
            "\"prepend_scheme\":\"first\"",
            "\"SpecialToken\":{\"id\":\"<s>\"");
  }

  @Test
  void ordersMergesOfGemmaByIdAndPutsNoBlankBefore() {
    metadata.put("general.architecture", "gemma2");
    metadata.put("tokenizer.ggml.add_bos_token", false);
    assertThat(json())
        .contains("\"merges\":[[\"a\",\"b\"],[\"b\",\"a\"],[\"ab\",\"a\"],[\"a\",\"ba\"]]")
        .doesNotContain("prepend")
        .doesNotContain("SpecialToken");
  }

  @Test
  void putsNoBlankBeforeWhereTheFileSaysSo() {
    metadata.put("tokenizer.ggml.add_space_prefix", false);
    assertThat(json()).contains("\"prepend_scheme\":\"never\"");
  }

  @Test
  void takesTheMergesThatAFileLists() {
    metadata.put("tokenizer.ggml.merges", List.of("a b"));
    assertThat(json()).contains("\"merges\":[[\"a\",\"b\"]]");
  }

  @Test
  void refusesScoresThatDoNotBelongToTheTokens() {
    metadata.put("tokenizer.ggml.scores", List.of(0.0, 1.0));
    assertRefused("tokenizer.ggml.scores has 2 entries for 7 tokens");
    metadata.put("tokenizer.ggml.scores", List.of(0.0, 0.0, 0.0, Double.NaN, 0.0, 0.0, 0.0));
    assertRefused("tokenizer.ggml.scores of token 3 is NaN");
    metadata.put("tokenizer.ggml.scores", List.of("a"));
    assertRefused("Cannot use tokenizer.ggml.scores: it holds a, and numbers are needed");
    metadata.remove("tokenizer.ggml.scores");
    assertRefused("tokenizer.ggml.scores is missing; lay the model's tokenizer.json beside");
  }

  @Test
  void refusesAnUnknownTokenThatIsNone() {
    metadata.put("tokenizer.ggml.unknown_token_id", 7L);
    assertRefused("Cannot use tokenizer.ggml.unknown_token_id = 7: the id of one of 7 tokens");
  }

  @Test
  void refusesATokenTooLongToCut() {
    metadata.put(
        "tokenizer.ggml.tokens", List.of("<unk>", "<s>", "a", "b", "ab", "ba", "a".repeat(600)));
    assertRefused("token 6 has 600 characters, at most 512");
  }

  private static List<Integer> ids(JsonNode entry) {
    return StreamSupport.stream(entry.get("ids").spliterator(), false)
        .map(JsonNode::intValue)
        .toList();
  }
}
