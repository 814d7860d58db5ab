package io.stateprint.hub;

import io.stateprint.storage.InputException;
import java.util.Arrays;
import java.util.Set;

/**
 * A file of the hub.
 *
 * @param name its path in the repository
 * @param size bytes
 * @param checksum of its bytes
 */
record RemoteFile(String name, long size, Checksum checksum) {
  private static final Set<String> STEPS = Set.of("", ".", "..");

  RemoteFile {
    requireInside(name);
    if (size < 0) {
      throw new IllegalArgumentException("a size of %d bytes".formatted(size));
    }
  }

  /** The name again: a path that stays in the folder it is resolved against. */
  static String requireInside(String name) {
    boolean odd = name.chars().anyMatch(c -> c == '\\' || Character.isISOControl(c));
    if (odd || Arrays.stream(name.split("/", -1)).anyMatch(STEPS::contains)) {
      throw new InputException(
          "Cannot use the file name \"%s\": it does not stay in the model's folder"
              .formatted(name.replaceAll("\\p{Cntrl}", "?")));
    }
    return name;
  }

  /** The last part of the name. */
  String lastName() {
    return name.substring(name.lastIndexOf('/') + 1);
  }
}
