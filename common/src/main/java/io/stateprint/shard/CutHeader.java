package io.stateprint.shard;

import io.stateprint.decoder.ComputeType;
import io.stateprint.storage.InputException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What the states of a cut are of. It stands in the metadata of their file's schema.
 *
 * @param layer the block that they go into next, 0-based
 * @param type of their numbers
 * @param width D
 * @param rows T over all chunks
 * @param layout SHA-256 of the token ids and of the way they are packed into chunks
 */
public record CutHeader(int layer, ComputeType type, int width, long rows, String layout) {
  private static final String LAYER = "stateprint.layer";
  private static final String TYPE = "stateprint.type";
  private static final String WIDTH = "stateprint.width";
  private static final String ROWS = "stateprint.rows";
  private static final String LAYOUT = "stateprint.layout";

  /** As metadata of a schema. */
  Map<String, String> metadata() {
    Map<String, String> metadata = new LinkedHashMap<>();
    metadata.put(LAYER, Integer.toString(layer));
    metadata.put(TYPE, type.id());
    metadata.put(WIDTH, Integer.toString(width));
    metadata.put(ROWS, Long.toString(rows));
    metadata.put(LAYOUT, layout);
    return metadata;
  }

  /**
   * Refuses states of another cut.
   *
   * @param found metadata of a schema
   * @param place of the file, for messages
   */
  void require(Map<String, String> found, String place) {
    metadata()
        .forEach(
            (key, value) -> {
              String other = found.getOrDefault(key, "missing");
              if (!other.equals(value)) {
                throw new InputException(
                    "Cannot go on from the states of a cut: %s is %s, and this run needs %s; sample under another sweep.run-id (%s)"
                        .formatted(key, other, value, place));
              }
            });
  }

  /** Bytes of a row. */
  int rowBytes() {
    return width * type.bytes();
  }
}
