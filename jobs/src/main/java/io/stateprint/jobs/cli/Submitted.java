package io.stateprint.jobs.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What spark-submit has told this process, as system properties. */
final class Submitted {
  private static final String MASTER = "spark.master";
  private static final Pattern GPU = Pattern.compile("spark\\.\\w+\\.resource\\.gpu\\.\\w+");

  private Submitted() {}

  /** The master, where spark-submit began this process. */
  static Optional<String> master() {
    return Optional.ofNullable(System.getProperty(MASTER));
  }

  /** The same facts as keys of the configuration, since they decide where models are computed. */
  static List<String> assignments() {
    List<String> out = new ArrayList<>();
    master().ifPresent(url -> out.add(assignment("spark.master", url)));
    System.getProperties().stringPropertyNames().stream()
        .filter(key -> GPU.matcher(key).matches())
        .sorted()
        .map(key -> assignment("spark.conf.\"" + key + "\"", System.getProperty(key)))
        .forEach(out::add);
    return out;
  }

  private static String assignment(String key, String value) {
    return "%s=\"%s\"".formatted(key, value);
  }
}
