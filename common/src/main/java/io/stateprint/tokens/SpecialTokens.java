package io.stateprint.tokens;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stateprint.checkpoint.Checkpoint;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The texts of the special tokens that a chat template may name, such as {@code bos_token}. */
final class SpecialTokens {
  private static final List<String> NAMES =
      List.of(
          "bos_token",
          "eos_token",
          "unk_token",
          "sep_token",
          "pad_token",
          "cls_token",
          "mask_token");

  private static final Map<String, String> GGUF_KEYS =
      Map.of(
          "bos_token", "tokenizer.ggml.bos_token_id",
          "eos_token", "tokenizer.ggml.eos_token_id",
          "unk_token", "tokenizer.ggml.unknown_token_id",
          "pad_token", "tokenizer.ggml.padding_token_id");

  private SpecialTokens() {}

  /** By name; a token that the checkpoint does not name is missing. */
  static Map<String, String> of(Checkpoint checkpoint) {
    Optional<ObjectNode> config = Sidecars.object(checkpoint, Sidecars.CONFIG);
    Optional<ObjectNode> map = Sidecars.object(checkpoint, Sidecars.SPECIAL_TOKENS);
    Map<String, String> tokens = new TreeMap<>();
    for (String name : NAMES) {
      config
          .flatMap(json -> text(json.path(name)))
          .or(() -> map.flatMap(json -> text(json.path(name))))
          .or(() -> inMetadata(checkpoint.metadata(), name))
          .ifPresent(token -> tokens.put(name, token));
    }
    return tokens;
  }

  /** A plain text, or an object that says how the token is matched. */
  private static Optional<String> text(JsonNode node) {
    JsonNode text = node.isObject() ? node.path("content") : node;
    return Optional.of(text).filter(JsonNode::isTextual).map(JsonNode::textValue);
  }

  private static Optional<String> inMetadata(Map<String, Object> metadata, String name) {
    if (GGUF_KEYS.containsKey(name)
        && metadata.get(GGUF_KEYS.get(name)) instanceof Long id
        && metadata.get(GgufVocabulary.TOKENS) instanceof List<?> tokens
        && id >= 0
        && id < tokens.size()) {
      return Optional.of((String) tokens.get(id.intValue()));
    }
    return Optional.empty();
  }
}
