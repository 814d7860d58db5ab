package io.stateprint.jobs.settings;

import com.typesafe.config.ConfigOrigin;

/** Spells where a value came from. */
final class Place {
  private Place() {}

  static String of(ConfigOrigin origin) {
    if (origin.filename() != null) {
      return "%s:%d".formatted(origin.filename(), origin.lineNumber());
    }
    if (origin.resource() != null) {
      return "%s:%d".formatted(origin.resource(), origin.lineNumber());
    }
    return origin.description().replaceFirst(": \\d+$", "");
  }
}
