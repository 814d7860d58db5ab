package io.stateprint.jobs.settings;

import com.typesafe.config.ConfigOrigin;

/**
 * Where a value stands.
 *
 * @param source a file, an option of the command line, or {@code configuration} for what no one
 *     gave
 * @param line from 1; 0 where there are no lines
 */
public record Place(String source, int line) {
  static Place of(ConfigOrigin origin) {
    if (origin.filename() != null) {
      return new Place(origin.filename(), Math.max(0, origin.lineNumber()));
    }
    if (origin.description().startsWith("--set ")) {
      return of(origin.description().replaceFirst(": \\d+$", ""));
    }
    return of("configuration");
  }

  static Place of(String source) {
    return new Place(source, 0);
  }

  @Override
  public String toString() {
    return line == 0 ? source : source + ":" + line;
  }
}
