package io.stateprint.storage;

/** A kind of place where files lie: the local disk, a bucket. Opens what a location names. */
public interface Storage {
  /**
   * Whether the location is a folder (true) or a file (false).
   *
   * @throws InputException if nothing lies there
   */
  boolean isFolder(String location);

  /** The folder at that location. */
  Folder folder(String location);

  /** The folder that holds the file of that location. */
  Folder folderOf(String file);

  /**
   * Opens the file of that location, following links: the user named it. The caller closes it.
   *
   * @throws InputException if there is no such file, or it cannot be read
   */
  ByteSource file(String location);

  /** The last part of a location. */
  static String nameOf(String location) {
    String trimmed =
        location.endsWith("/") ? location.substring(0, location.length() - 1) : location;
    return trimmed.substring(trimmed.lastIndexOf('/') + 1);
  }
}
