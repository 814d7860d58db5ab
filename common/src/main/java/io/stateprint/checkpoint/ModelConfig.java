package io.stateprint.checkpoint;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stateprint.storage.InputException;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A model's configuration in the vocabulary of transformers' {@code config.json}; errors name the
 * key and where the configuration came from.
 *
 * @param json the whole object
 * @param origin file or GGUF that it came from, for messages
 */
public record ModelConfig(ObjectNode json, String origin) {
  private static final ObjectMapper SORTED =
      JsonMapper.builder().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS).build();

  /** The whole object as text, keys sorted at every level. */
  public String canonical() {
    try {
      return SORTED.writeValueAsString(SORTED.treeToValue(json, Object.class));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of JSON is JSON", e);
    }
  }

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
    return typed(key, "a whole number", ModelConfig::isWhole).map(JsonNode::intValue);
  }

  /** A number, where the key is there and not null. */
  public Optional<Double> number(String key) {
    return typed(key, "a number", JsonNode::isNumber).map(JsonNode::doubleValue);
  }

  /** A text, where the key is there and not null. */
  public Optional<String> text(String key) {
    return typed(key, "a text", JsonNode::isTextual).map(JsonNode::textValue);
  }

  /** True only where the key is there and true. */
  public boolean flag(String key) {
    return typed(key, "true or false", JsonNode::isBoolean)
        .map(JsonNode::booleanValue)
        .orElse(false);
  }

  /** An object within, such as {@code rope_scaling}, where the key is there and not null. */
  public Optional<ModelConfig> object(String key) {
    return typed(key, "an object", JsonNode::isObject)
        .map(node -> new ModelConfig((ObjectNode) node, key + " of " + origin));
  }

  /** The value of a key; empty where it is missing or null. */
  public Optional<JsonNode> node(String key) {
    return Optional.ofNullable(json.get(key)).filter(value -> !value.isNull());
  }

  /** A value of another type is an error: taken for absent, it would silently become a default. */
  private Optional<JsonNode> typed(String key, String wanted, Predicate<JsonNode> fits) {
    Optional<JsonNode> node = node(key);
    node.filter(fits.negate())
        .ifPresent(
            value -> {
              throw new InputException(
                  "Cannot use %s = %s: %s is needed (%s)".formatted(key, value, wanted, origin));
            });
    return node;
  }

  private static boolean isWhole(JsonNode node) {
    return node.canConvertToExactIntegral() && node.canConvertToInt();
  }
}
