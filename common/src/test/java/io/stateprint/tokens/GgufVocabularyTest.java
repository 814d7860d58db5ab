package io.stateprint.tokens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stateprint.storage.InputException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GgufVocabularyTest {
  private final Map<String, Object> metadata =
      new HashMap<>(
          Map.of(
              "tokenizer.ggml.model", "gpt2",
              "tokenizer.ggml.pre", "gpt-2",
              "tokenizer.ggml.tokens", List.of("<s>", "a", "b", "ab"),
              "tokenizer.ggml.token_type", List.of(3L, 1L, 1L, 1L),
              "tokenizer.ggml.merges", List.of("a b")));

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

  @Test
  void keepsTokensMergesAndSpecialTokens() {
    assertThat(json())
        .contains("\"vocab\":{\"<s>\":0,\"a\":1,\"b\":2,\"ab\":3}")
        .contains("\"merges\":[[\"a\",\"b\"]]")
        .contains("{\"id\":0,\"content\":\"<s>\"")
        .contains("\"special\":true");
  }

  @Test
  void isEmptyWhereThereAreNoTokens() {
    assertThat(GgufVocabulary.of(Map.of(), "x.gguf")).isEqualTo(Optional.empty());
  }

  @Test
  void saysWhichVocabulariesAreRead() {
    metadata.put("tokenizer.ggml.model", "bert");
    assertRefused(
        "tokenizer.ggml.model = bert, and only byte-level vocabularies (gpt2) and SentencePiece's"
            + " (llama) are read; lay the model's tokenizer.json beside the file");
  }

  @Test
  void namesThePreTokenizersThatItKnows() {
    metadata.put("tokenizer.ggml.pre", "klingon");
    assertRefused("tokenizer.ggml.pre = klingon is not among [default, gpt-2, ");
    assertRefused("smollm, ");
    assertRefused("deepseek-llm, ");
  }

  @Test
  void refusesAMergeOfOneToken() {
    metadata.put("tokenizer.ggml.merges", List.of("a b", "ab"));
    assertRefused("\"ab\" among tokenizer.ggml.merges is not two tokens");
  }

  @Test
  void refusesAVocabularyThatLacksAPart() {
    metadata.put("tokenizer.ggml.token_type", List.of(3L));
    assertRefused("tokenizer.ggml.token_type has 1 entries for 4 tokens");
    metadata.remove("tokenizer.ggml.token_type");
    assertRefused("tokenizer.ggml.token_type is missing; lay the model's tokenizer.json beside");
  }

  @ParameterizedTest
  @MethodSource("preTokenizers")
  void makesATokenizerThatOpens(String pre) throws IOException {
    metadata.put("tokenizer.ggml.pre", pre);
    metadata.put("tokenizer.ggml.bos_token_id", 0L);
    try (Encoder encoder = Encoder.of(TokenizerJson.of(json().getBytes(StandardCharsets.UTF_8)))) {
      assertThat(encoder.encode("ab<s>b", false).stream().map(Encoder.Token::id))
          .containsExactly(3, 0, 2);
    }
  }

  static List<String> preTokenizers() {
    return GgufSplit.known();
  }

  @Test
  void refusesATokenThatIsThereTwice() {
    metadata.put("tokenizer.ggml.token_type", List.of(1L, 1L, 1L));
    metadata.put("tokenizer.ggml.tokens", List.of("a", "b", "a"));
    assertRefused("1 of its 3 tokens are there twice");
  }

  @Test
  void refusesValuesOfAnotherType() {
    metadata.put("tokenizer.ggml.tokens", List.of("a", 1L));
    assertRefused("Cannot use tokenizer.ggml.tokens: it holds 1, and texts are needed");
    metadata.put("tokenizer.ggml.tokens", "a");
    assertRefused("Cannot use tokenizer.ggml.tokens: a list is needed");
  }

  @Test
  void refusesABeginningThatIsNoToken() {
    metadata.put("tokenizer.ggml.add_bos_token", true);
    assertRefused("Cannot use tokenizer.ggml.bos_token_id = null");
    metadata.put("tokenizer.ggml.bos_token_id", 4L);
    assertRefused("Cannot use tokenizer.ggml.bos_token_id = 4: the id of one of 4 tokens");
    metadata.put("tokenizer.ggml.bos_token_id", 0L);
    assertThat(json()).contains("\"SpecialToken\":{\"id\":\"<s>\"");
  }

  @Test
  void beginsAsLlamaCppDoesWhereTheFileDoesNotSay() {
    metadata.put("tokenizer.ggml.pre", "llama-bpe");
    metadata.put("tokenizer.ggml.bos_token_id", 0L);
    assertThat(json()).contains("SpecialToken").contains("\"ignore_merges\":true");
    metadata.put("tokenizer.ggml.add_bos_token", false);
    assertThat(json()).doesNotContain("SpecialToken");
  }
}
