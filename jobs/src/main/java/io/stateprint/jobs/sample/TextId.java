package io.stateprint.jobs.sample;

import io.stateprint.storage.InputException;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The id of a text. Texts are told apart by id and condition alone in the tokens table.
 *
 * @param id as the file has it
 * @param kind such as {@code prompt}
 * @param file without folder
 */
record TextId(String id, String kind, String file) {
  /** Stops at an id that two texts have. */
  static void requireOwn(Stream<TextId> all) {
    Map<String, TextId> seen = new HashMap<>();
    all.forEachOrdered(
        one -> {
          TextId other = seen.putIfAbsent(one.id(), one);
          if (other != null) {
            throw new InputException(
                "Cannot use the %s \"%s\" of %s: the %s of %s has the same id; rename one"
                    .formatted(other.kind(), other.id(), other.file(), one.kind(), one.file()));
          }
        });
  }
}
