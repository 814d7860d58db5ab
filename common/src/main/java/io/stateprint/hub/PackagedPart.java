package io.stateprint.hub;

/**
 * A file that a Python package carries: a model file, or a piece of one.
 *
 * @param distribution name of the package
 * @param version of the package
 * @param file name, in whichever folder of the package
 * @param size of the file, bytes
 * @param checksum of the file
 */
record PackagedPart(
    String distribution, String version, String file, long size, Checksum checksum) {
  String requirement() {
    return distribution + "==" + version;
  }

  @Override
  public String toString() {
    return file + " of the Python package " + distribution + " " + version;
  }
}
