package io.stateprint.checkpoint;

import io.stateprint.storage.InputException;
import java.util.Optional;

/**
 * A GGUF file's hyperparameters, asked for without the name of the architecture before each.
 *
 * @param family names the architecture
 * @param metadata of the file
 */
record GgufKeys(GgufFamily family, GgufMetadata metadata) {
  boolean has(String suffix) {
    return metadata.values().containsKey(family.key(suffix));
  }

  Optional<Object> value(String suffix) {
    return Optional.ofNullable(metadata.values().get(family.key(suffix)));
  }

  Optional<Long> whole(String suffix) {
    return metadata.whole(family.key(suffix));
  }

  Optional<Double> number(String suffix) {
    return metadata.number(family.key(suffix));
  }

  Optional<Boolean> flag(String suffix) {
    return metadata.flag(family.key(suffix));
  }

  double needed(String suffix) {
    return number(suffix).orElseThrow(() -> missing(suffix));
  }

  int positive(String suffix) {
    return positive(suffix, whole(suffix).orElseThrow(() -> missing(suffix)));
  }

  int positive(String suffix, long otherwise) {
    long value = whole(suffix).orElse(otherwise);
    if (value <= 0 || value > Integer.MAX_VALUE) {
      throw unusable(suffix, value, "a whole number above 0 is needed");
    }
    return (int) value;
  }

  InputException missing(String suffix) {
    return new InputException(
        "Cannot open %s: its metadata lack %s".formatted(metadata.location(), family.key(suffix)));
  }

  InputException unusable(String suffix, Object value, String reason) {
    return new InputException(
        "Cannot use %s = %s: %s (%s)"
            .formatted(family.key(suffix), value, reason, metadata.location()));
  }
}
