package io.stateprint.prompts;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;

/**
 * The fields of one line.
 *
 * @param node a JSON object
 */
record Fields(JsonNode node) {
  /** What is wrong with a line; the reader adds its number. */
  static final class Complaint extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Complaint(String message) {
      super(message);
    }
  }

  /** A text that must be there and say something. */
  String required(String key) {
    JsonNode value = node.get(key);
    if (value == null || value.isNull()) {
      throw new Complaint("has no \"%s\"; it is needed".formatted(key));
    }
    String text = text(key, "");
    if (text.isBlank()) {
      throw new Complaint("has an empty \"%s\"; write a text".formatted(key));
    }
    return text;
  }

  /** A text, or a default where it is missing or null. */
  String text(String key, String otherwise) {
    JsonNode value = node.get(key);
    if (value == null || value.isNull()) {
      return otherwise;
    }
    if (!value.isTextual()) {
      throw new Complaint("has \"%s\": %s; a text is needed".formatted(key, value));
    }
    String text = value.textValue();
    if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
      throw new Complaint(
          "has half a character in \"%s\": a \\uD800 to \\uDFFF without its pair".formatted(key));
    }
    return text;
  }

  /** A whole number that must be there. */
  int number(String key) {
    JsonNode value = node.get(key);
    if (value == null || !value.isInt()) {
      throw new Complaint("has \"%s\": %s; a whole number is needed".formatted(key, value));
    }
    return value.intValue();
  }
}
