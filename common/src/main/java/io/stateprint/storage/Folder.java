package io.stateprint.storage;

import java.util.List;
import java.util.Optional;

/**
 * A place that holds files by plain name: a directory, or a prefix of a bucket. Nothing outside it
 * can be reached through it, whatever name is asked for.
 */
public interface Folder {
  /** Path or URI, for messages. */
  String location();

  /**
   * Whether a request to the storage waits long before its first byte comes, so that several ranges
   * are best read side by side.
   */
  default boolean isFar() {
    return false;
  }

  /** Names of the files that lie directly in it, sorted. */
  List<String> names();

  /**
   * Opens the file of that name, empty where there is none; the caller closes it.
   *
   * @throws InputException if the name is not plain, or is a link that leaves the folder
   */
  Optional<ByteSource> find(String name);

  /** Opens the file of that name, which must be there; the caller closes it. */
  default ByteSource open(String name) {
    return find(name)
        .orElseThrow(
            () ->
                new InputException(
                    "Cannot open %s: no such file in the folder (%s)".formatted(name, location())));
  }

  /**
   * Refuses a name that could lead out of the folder.
   *
   * @throws InputException naming it and the folder
   */
  static void requirePlain(String name, String folder) {
    boolean plain =
        !name.isBlank()
            && !name.equals(".")
            && !name.equals("..")
            && name.chars().noneMatch(c -> c == '/' || c == '\\' || c == 0);
    if (!plain) {
      throw new InputException(
          "Cannot open %s: not the plain name of a file in the folder (%s)"
              .formatted(name, folder));
    }
  }

  /** Path or URI of a file in it, for messages. */
  default String locate(String name) {
    return location() + "/" + name;
  }
}
