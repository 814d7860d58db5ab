package io.stateprint.tokens;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stateprint.checkpoint.Checkpoint;
import io.stateprint.storage.InputException;
import java.io.IOException;
import java.util.Optional;

/** The small JSON files beside the weights. */
final class Sidecars {
  static final String TOKENIZER = "tokenizer.json";
  static final String CONFIG = "tokenizer_config.json";
  static final String SPECIAL_TOKENS = "special_tokens_map.json";

  private static final ObjectMapper JSON = new ObjectMapper();

  private Sidecars() {}

  /** The object in the file of that name, where there is such a file. */
  static Optional<ObjectNode> object(Checkpoint checkpoint, String name) {
    return checkpoint.sidecar(name).map(bytes -> parse(bytes, locate(checkpoint, name)));
  }

  static String locate(Checkpoint checkpoint, String name) {
    return "%s beside %s".formatted(name, checkpoint.location());
  }

  private static ObjectNode parse(byte[] bytes, String place) {
    try {
      JsonNode node = JSON.readTree(bytes);
      if (node instanceof ObjectNode object) {
        return object;
      }
      throw new InputException("Cannot read %s: a JSON object is needed".formatted(place));
    } catch (IOException e) {
      throw new InputException("Cannot read %s: it is not JSON".formatted(place), e);
    }
  }
}
