package io.stateprint.jobs.cli;

import io.stateprint.jobs.settings.Settings;
import io.stateprint.jobs.settings.SettingsLoader;
import io.stateprint.jobs.settings.SettingsSources;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options of every command. */
final class Shared {
  @Option(
      names = "--conf",
      paramLabel = "FILE",
      description = "Configuration (HOCON); may be given several times, a later file wins.")
  private List<Path> files = new ArrayList<>();

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "One key, such as --set sweep.store=out; wins over files.")
  private List<String> assignments = new ArrayList<>();

  @Option(
      names = "--master",
      paramLabel = "URL",
      description = "Where Spark runs, such as local[4] or spark://host:7077.")
  private @Nullable String master;

  @Option(names = "--json", description = "Answer with JSON.")
  boolean json;

  @Option(names = "--quiet", description = "No progress; what you need to know is still said.")
  boolean quiet;

  @Option(names = "--debug", description = "Logs and stack traces on standard error.")
  boolean debug;

  /** The settings that the options make, over the given files and assignments. */
  Settings settings(List<Path> before, String... defaults) {
    return settings(before, List.of(), defaults);
  }

  /** The same for some models: ids of configured ones, or locations. */
  Settings settings(List<Path> before, List<String> models, String... defaults) {
    return SettingsLoader.load(sources(before, models, defaults));
  }

  /** The settings of a command that finds its models in the store. */
  Settings settingsWithoutModels(String... defaults) {
    return SettingsLoader.load(sources(List.of(), List.of(), defaults).withoutModels());
  }

  private SettingsSources sources(List<Path> before, List<String> models, String... defaults) {
    List<Path> all = new ArrayList<>(before);
    all.addAll(files);
    List<String> keys = new ArrayList<>(List.of(defaults));
    keys.addAll(assignments);
    if (master != null) {
      keys.add("spark.master=\"" + master + "\"");
    }
    keys.addAll(Submitted.assignments());
    return new SettingsSources(all, keys, home(), Clock.systemUTC(), models);
  }

  /** Where Stateprint is installed; the launcher says so. */
  static Path home() {
    return Path.of(System.getProperty("stateprint.home", "")).toAbsolutePath();
  }
}
