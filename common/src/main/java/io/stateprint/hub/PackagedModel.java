package io.stateprint.hub;

/**
 * A model file that a Python package carries.
 *
 * @param distribution name of the package
 * @param version of the package
 * @param file name of the model file, in whichever folder of the package
 * @param size of the file, bytes
 * @param checksum of the file
 */
record PackagedModel(
    String distribution, String version, String file, long size, Checksum checksum) {
  String requirement() {
    return distribution + "==" + version;
  }

  @Override
  public String toString() {
    return file + " of the Python package " + distribution + " " + version;
  }
}
