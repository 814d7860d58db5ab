package io.stateprint.jobs.settings;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigSyntax;
import com.typesafe.config.ConfigUtil;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What the user wrote: later files over earlier ones, assignments over files. */
final class Given {
  private final SettingsSources sources;
  private final List<Problem> problems;

  private Given(SettingsSources sources, List<Problem> problems) {
    this.sources = sources;
    this.problems = problems;
  }

  /** All of it, unresolved; what cannot be read becomes a problem. */
  static Config read(SettingsSources sources, List<Problem> problems) {
    return new Given(sources, problems).read();
  }

  private Config read() {
    Config given = ConfigFactory.empty();
    for (Path file : sources.files()) {
      given = file(file).withFallback(given);
    }
    for (String assignment : sources.assignments()) {
      given = assignment(assignment).withFallback(given);
    }
    return given;
  }

  private Config file(Path named) {
    Path file = sources.find(named);
    if (!Files.isReadable(file) || Files.isDirectory(file)) {
      problems.add(new Problem(Place.of("--conf " + named), "no such file, or it cannot be read"));
      return ConfigFactory.empty();
    }
    ConfigSyntax syntax = file.toString().endsWith(".json") ? ConfigSyntax.JSON : ConfigSyntax.CONF;
    try {
      return ConfigFactory.parseFile(
          file.toFile(), ConfigParseOptions.defaults().setSyntax(syntax));
    } catch (ConfigException e) {
      problems.add(
          holdsSecret(file, e)
              ? hidden(Place.of(e.origin()))
              : unreadable(Place.of(file.toString()), e));
      return ConfigFactory.empty();
    }
  }

  private Config assignment(String text) {
    Place place = Place.of("--set " + Secrets.shown(text));
    int equals = text.indexOf('=');
    if (equals < 1) {
      problems.add(new Problem(place, "key=value is needed"));
      return ConfigFactory.empty();
    }
    String key = text.substring(0, equals).strip();
    String value = text.substring(equals + 1).strip();
    try {
      return parsed(key, isText(value) ? ConfigUtil.quoteString(value) : value, place);
    } catch (ConfigException e) {
      problems.add(Secrets.holdsSecret(text) ? hidden(place) : unreadable(place, e));
      return ConfigFactory.empty();
    }
  }

  /** HOCON wants quotes around {@code a:b}, and reads {@code //} and {@code #} as comments. */
  private static boolean isText(String value) {
    boolean structured = !value.isEmpty() && "[{\"$".indexOf(value.charAt(0)) >= 0;
    return !structured && !value.matches("[\\w.+ -]+");
  }

  private static Config parsed(String key, String value, Place place) {
    return ConfigFactory.parseString(
        key + " = " + value, ConfigParseOptions.defaults().setOriginDescription(place.toString()));
  }

  /** What the library says of a line repeats parts of it. */
  private static boolean holdsSecret(Path file, ConfigException failure) {
    if (failure.origin() == null || failure.origin().lineNumber() < 1) {
      return false;
    }
    try (Stream<String> lines = Files.lines(file)) {
      return lines
          .skip(Math.max(0, failure.origin().lineNumber() - 2))
          .limit(2)
          .anyMatch(Secrets::holdsSecret);
    } catch (IOException | UncheckedIOException e) {
      return true;
    }
  }

  private static Problem hidden(Place place) {
    return new Problem(place, "is not HOCON; it holds a secret, so what is wrong is not shown");
  }

  private static Problem unreadable(Place place, ConfigException failure) {
    String message = String.valueOf(failure.getMessage());
    if (failure.origin() == null) {
      return new Problem(place, "is not HOCON: " + message);
    }
    String described = failure.origin().description() + ": ";
    return new Problem(
        Place.of(failure.origin()),
        "is not HOCON: "
            + (message.startsWith(described) ? message.substring(described.length()) : message));
  }
}
