package io.stateprint.jobs.settings;

import java.util.List;
import java.util.stream.Collectors;

/** The configuration cannot be used; holds every problem that it has. */
public final class SettingsException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<Problem> problems;

  /** States all problems. */
  public SettingsException(List<Problem> problems) {
    super(
        "Cannot use the configuration: %d %s%n  %s"
            .formatted(
                problems.size(),
                problems.size() == 1 ? "problem" : "problems",
                problems.stream().map(Problem::toString).collect(Collectors.joining("\n  "))));
    this.problems = List.copyOf(problems);
  }

  /** The problems, in the order of the configuration. */
  public List<Problem> problems() {
    return problems;
  }
}
