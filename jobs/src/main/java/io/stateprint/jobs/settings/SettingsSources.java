package io.stateprint.jobs.settings;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

/**
 * Where a configuration comes from.
 *
 * @param files in the order given; a later one wins
 * @param assignments {@code key=value} of the command line; they win over files
 * @param home where Stateprint is installed; relative paths that the current directory lacks are
 *     looked for here
 * @param clock names runs that have no id
 * @param models names given to a command: ids of configured models, or locations; none for all that
 *     are configured
 * @param needsModels whether a configuration without a model is an error
 */
public record SettingsSources(
    List<Path> files,
    List<String> assignments,
    Path home,
    Clock clock,
    List<String> models,
    boolean needsModels) {
  public SettingsSources {
    files = List.copyOf(files);
    assignments = List.copyOf(assignments);
    models = List.copyOf(models);
  }

  /** For the configured models. */
  public SettingsSources(List<Path> files, List<String> assignments, Path home, Clock clock) {
    this(files, assignments, home, clock, List.of());
  }

  /** For the models of some names; for the configured ones where none is given. */
  public SettingsSources(
      List<Path> files, List<String> assignments, Path home, Clock clock, List<String> models) {
    this(files, assignments, home, clock, models, models.isEmpty());
  }

  /** For a command that takes its models from elsewhere, such as the store. */
  public SettingsSources withoutModels() {
    return new SettingsSources(files, assignments, home, clock, List.of(), false);
  }

  /** The path as it stands in the current directory, else as it would stand under home. */
  Path find(Path path) {
    return Files.exists(path) ? path : home.resolve(path);
  }
}
