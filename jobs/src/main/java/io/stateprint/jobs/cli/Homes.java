package io.stateprint.jobs.cli;

import java.nio.file.Files;
import java.nio.file.Path;

/** Finds what a configuration names relative to the folder where Stateprint is installed. */
final class Homes {
  private Homes() {}

  /** The location, or the same under the home folder where only that is there. */
  static String find(String location) {
    if (location.contains("://") || location.startsWith("sample:") || location.startsWith("~")) {
      return location;
    }
    Path here = Path.of(location);
    Path home = Shared.home().resolve(location);
    return !Files.exists(here) && Files.exists(home) ? home.toString() : location;
  }
}
