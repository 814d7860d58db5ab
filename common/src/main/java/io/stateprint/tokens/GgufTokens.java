package io.stateprint.tokens;

import io.stateprint.storage.InputException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A GGUF file's metadata about tokens, asked for by type.
 *
 * @param values by key
 * @param location of the file, for messages
 */
record GgufTokens(Map<String, Object> values, String location) {
  Optional<String> text(String key) {
    return value(key, String.class, "a text");
  }

  Optional<Boolean> flag(String key) {
    return value(key, Boolean.class, "true or false");
  }

  /** A list of texts. */
  List<String> texts(String key) {
    return list(key, String.class, "texts");
  }

  /** A list of whole numbers. */
  List<Long> wholes(String key) {
    return list(key, Long.class, "whole numbers");
  }

  /** A list of numbers. */
  List<Double> numbers(String key) {
    return list(key, Number.class, "numbers").stream().map(Number::doubleValue).toList();
  }

  /** The id of a token that must be named and among the tokens. */
  int tokenId(String key, int tokens) {
    long id = value(key, Long.class, "a whole number").orElse(-1L);
    if (id < 0 || id >= tokens) {
      throw new InputException(
          "Cannot use %s = %s: the id of one of %d tokens is needed (%s)"
              .formatted(key, values.get(key), tokens, location));
    }
    return (int) id;
  }

  private <T> List<T> list(String key, Class<T> type, String wanted) {
    List<T> typed = new ArrayList<>();
    List<?> entries = value(key, List.class, "a list").orElseThrow(() -> missing(key));
    for (Object entry : entries) {
      if (!type.isInstance(entry)) {
        throw new InputException(
            "Cannot use %s: it holds %s, and %s are needed (%s)"
                .formatted(key, entry, wanted, location));
      }
      typed.add(type.cast(entry));
    }
    return typed;
  }

  private InputException missing(String key) {
    return new InputException(
        "Cannot use the vocabulary: %s is missing; lay the model's %s beside the file (%s)"
            .formatted(key, Sidecars.TOKENIZER, location));
  }

  private <T> Optional<T> value(String key, Class<T> type, String wanted) {
    Object value = values.get(key);
    if (value != null && !type.isInstance(value)) {
      throw new InputException("Cannot use %s: %s is needed (%s)".formatted(key, wanted, location));
    }
    return Optional.ofNullable(value).map(type::cast);
  }
}
