package io.stateprint.jobs.cli;

import io.stateprint.jobs.settings.LogSettings;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Objects;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.config.Configurator;

/** What is logged on standard error. */
final class Logs {
  private static final String OURS = "io.stateprint";
  private static final String JSON = "/log4j2-stateprint-json.properties";

  private Logs() {}

  /** Sets level and form; what {@code --debug} has raised stays so. */
  static void configure(LogSettings wanted) {
    Level before = LogManager.getLogger(OURS).getLevel();
    if (wanted.json()) {
      Configurator.reconfigure(json());
    }
    Level level = Level.toLevel(wanted.level(), Level.OFF);
    Configurator.setLevel(OURS, before.isLessSpecificThan(level) ? before : level);
  }

  private static URI json() {
    try {
      return Objects.requireNonNull(Logs.class.getResource(JSON)).toURI();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(JSON, e);
    }
  }
}
