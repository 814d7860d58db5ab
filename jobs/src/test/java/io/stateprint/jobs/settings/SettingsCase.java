package io.stateprint.jobs.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

/** Loads settings from files of a test and from assignments. */
abstract class SettingsCase {
  static final Path HOME = Path.of("..").toAbsolutePath().normalize();
  static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-23T06:00:07Z"), ZoneOffset.UTC);
  static final String MODEL = "sweep.models=[{id = m, checkpoint = \"some/dir\"}]";
  @TempDir Path folder;

  Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("my.conf"), text);
  }

  static Settings set(String... assignments) {
    return load(List.of(), assignments);
  }

  static Settings load(List<Path> files, String... assignments) {
    return SettingsLoader.load(new SettingsSources(files, List.of(assignments), HOME, CLOCK));
  }
}
