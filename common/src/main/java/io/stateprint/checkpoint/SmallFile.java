package io.stateprint.checkpoint;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stateprint.storage.ByteSource;
import io.stateprint.storage.InputException;
import java.io.IOException;

/** Files beside the weights, read whole: bounded before memory is taken. */
final class SmallFile {
  /** As Python's: infinities and NaN are bare words, the last of two equal keys holds. */
  static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private SmallFile() {}

  /** Reads a file of at most so many bytes, and closes it. */
  static byte[] read(ByteSource source, long longest) {
    try (source) {
      if (source.size() > longest) {
        throw new InputException(
            "Cannot read %s: it holds %d bytes, over the limit of %d"
                .formatted(source.location(), source.size(), longest));
      }
      return source.bytes(0, (int) source.size());
    }
  }

  /** Reads a file that holds one JSON object, and closes it. */
  static ObjectNode object(ByteSource source, long longest) {
    JsonNode node = parse(read(source, longest), source.location());
    if (node instanceof ObjectNode object) {
      return object;
    }
    throw new InputException(
        "Cannot read %s: it holds JSON of type %s, not an object"
            .formatted(source.location(), node.getNodeType()));
  }

  private static JsonNode parse(byte[] bytes, String location) {
    try {
      return JSON.readTree(bytes);
    } catch (JsonProcessingException e) {
      throw new InputException(
          "Cannot read %s: not JSON: %s".formatted(location, e.getOriginalMessage()), e);
    } catch (IOException e) {
      throw new InputException("Cannot read %s: %s".formatted(location, e), e);
    }
  }
}
