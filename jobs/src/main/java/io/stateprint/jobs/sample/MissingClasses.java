package io.stateprint.jobs.sample;

import io.stateprint.storage.InputException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The sentence on executors that have no jars of Stateprint. */
final class MissingClasses {
  private static final Pattern MISSING =
      Pattern.compile(
          "(?:ClassNotFoundException|NoClassDefFoundError): (io[./]stateprint[./][\\w./$]+)");

  private MissingClasses() {}

  static Optional<InputException> in(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      Matcher missing = MISSING.matcher(cause.toString());
      if (missing.find()) {
        return Optional.of(new InputException(sentence(missing.group(1)), failure));
      }
    }
    return Optional.empty();
  }

  private static String sentence(String name) {
    return "Cannot run tasks: an executor has no class %s; with spark.installed = true or spark.executor.extraClassPath every host needs the jars of Stateprint under that path, and without these keys they travel"
        .formatted(name.replace('/', '.'));
  }
}
