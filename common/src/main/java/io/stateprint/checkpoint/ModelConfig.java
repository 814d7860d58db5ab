package io.stateprint.checkpoint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stateprint.storage.InputException;
import java.util.Optional;

/**
 * A model's configuration in the vocabulary of transformers' {@code config.json}; errors name the
 * key and where the configuration came from.
 *
 * @param json the whole object
 * @param origin file or GGUF that it came from, for messages
 */
public record ModelConfig(ObjectNode json, String origin) {
  /** The architecture's name, such as {@code llama}. */
  public String modelType() {
    return text("model_type")
        .orElseThrow(
            () -> new InputException("Cannot read model_type: it is missing from " + origin));
  }

  /** A required whole number greater than zero. */
  public int positive(String key) {
    return integer(key)
        .filter(value -> value > 0)
        .orElseThrow(
            () ->
                new InputException(
                    "Cannot use %s = %s: a whole number above 0 is needed (%s)"
                        .formatted(key, json.get(key), origin)));
  }

  /** A whole number, where the key is there and not null. */
  public Optional<Integer> integer(String key) {
    return node(key).filter(JsonNode::canConvertToInt).map(JsonNode::intValue);
  }

  /** A number, where the key is there and not null. */
  public Optional<Double> number(String key) {
    return node(key).filter(JsonNode::isNumber).map(JsonNode::doubleValue);
  }

  /** A text, where the key is there and not null. */
  public Optional<String> text(String key) {
    return node(key).filter(JsonNode::isTextual).map(JsonNode::textValue);
  }

  /** True only where the key is there and true. */
  public boolean flag(String key) {
    return node(key).map(JsonNode::asBoolean).orElse(false);
  }

  /** The value of a key; empty where it is missing or null. */
  public Optional<JsonNode> node(String key) {
    return Optional.ofNullable(json.get(key)).filter(value -> !value.isNull());
  }
}
