package io.stateprint.choice;

import com.fasterxml.jackson.databind.JsonNode;
import io.stateprint.storage.InputException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * One object of a profile file; its complaints name file, feature and value.
 *
 * @param file it stands in
 * @param place in the file, such as {@code feature 2 (score technicality)}
 * @param node the object
 */
record ProfileObject(String file, String place, JsonNode node) {

  /** What is wrong. */
  InputException bad(String what) {
    return new InputException(
        "Cannot read task profile %s: %s has %s".formatted(file, place, what));
  }

  void requireKeys(Set<String> known) {
    if (!node.isObject()) {
      throw bad("%s; an object is needed".formatted(shown(node)));
    }
    TreeSet<String> unknown = new TreeSet<>();
    node.fieldNames().forEachRemaining(unknown::add);
    unknown.removeAll(known);
    if (!unknown.isEmpty()) {
      throw bad("unknown keys %s; known are %s".formatted(unknown, new TreeSet<>(known)));
    }
  }

  boolean has(String key) {
    return node.has(key);
  }

  String text(String key) {
    JsonNode value = node.path(key);
    if (!value.isTextual() || value.textValue().isBlank()) {
      throw bad("\"%s\": %s; a text is needed".formatted(key, shown(value)));
    }
    return value.textValue();
  }

  /** A text, or a default where the key is not there. */
  String text(String key, String otherwise) {
    return has(key) ? text(key) : otherwise;
  }

  String choice(String key, List<String> known) {
    String value = text(key);
    if (!known.contains(value)) {
      throw bad("\"%s\": \"%s\"; one of %s is needed".formatted(key, value, known));
    }
    return value;
  }

  double number(String key) {
    return number(key, node.path(key));
  }

  /** Two numbers. */
  double[] pair(String key) {
    JsonNode value = node.path(key);
    if (!value.isArray() || value.size() != 2) {
      throw bad("\"%s\": %s; two numbers are needed".formatted(key, shown(value)));
    }
    return new double[] {number(key, value.get(0)), number(key, value.get(1))};
  }

  private double number(String key, JsonNode value) {
    if (!value.isNumber() || !Double.isFinite(value.doubleValue())) {
      throw bad("\"%s\": %s; a number is needed".formatted(key, shown(value)));
    }
    return value.doubleValue();
  }

  private static String shown(JsonNode value) {
    return value.isMissingNode() ? "nothing" : value.toString();
  }
}
