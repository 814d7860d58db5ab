package io.stateprint.checkpoint;

import io.stateprint.storage.InputException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A GGUF file's metadata, asked for by type.
 *
 * @param values by key
 * @param location of the file, for messages
 */
record GgufMetadata(Map<String, Object> values, String location) {
  private static final int SHOWN = 8;

  Optional<String> text(String key) {
    return value(key, String.class, "a text");
  }

  Optional<List<?>> list(String key) {
    return value(key, List.class, "a list").map(list -> (List<?>) list);
  }

  Optional<Boolean> flag(String key) {
    return value(key, Boolean.class, "true or false");
  }

  Optional<Double> number(String key) {
    return value(key, Number.class, "a number").map(Number::doubleValue);
  }

  /** A whole number; a list that says one number for every layer counts as that number. */
  Optional<Long> whole(String key) {
    if (values.get(key) instanceof List<?> layers) {
      List<?> distinct = layers.stream().distinct().toList();
      if (distinct.size() == 1 && distinct.get(0) instanceof Long same) {
        return Optional.of(same);
      }
      throw new InputException(
          "Cannot use %s: it differs by layer (%s), which is not supported (%s)"
              .formatted(key, shown(distinct), location));
    }
    return value(key, Long.class, "a whole number");
  }

  private static String shown(Object value) {
    return value instanceof List<?> list && list.size() > SHOWN
        ? list.subList(0, SHOWN) + " and more"
        : value.toString();
  }

  private <T> Optional<T> value(String key, Class<T> type, String wanted) {
    @Nullable Object value = values.get(key);
    if (value != null && !type.isInstance(value)) {
      throw new InputException(
          "Cannot use %s = %s: %s is needed (%s)".formatted(key, shown(value), wanted, location));
    }
    return Optional.ofNullable(value).map(type::cast);
  }
}
