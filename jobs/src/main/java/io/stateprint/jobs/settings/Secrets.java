package io.stateprint.jobs.settings;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import java.util.Map;
import java.util.regex.Pattern;

/** Keeps secrets out of what is printed and written. */
final class Secrets {
  static final String SHOWN = "(redacted)";

  /** What Spark itself hides in its logs, keys that data is encrypted with, the webhook. */
  private static final Pattern KEY =
      Pattern.compile(
          "secret|password|token|access[.]?key|encryption[.]key|^alert$|webhook$",
          Pattern.CASE_INSENSITIVE);

  /** Keys of our own that are named like secrets and are none. */
  private static final Pattern PLAIN = Pattern.compile("^(sweep|memory)[.].*");

  /** The same in what a user wrote, where tokens are also those of a text. */
  private static final Pattern WRITTEN =
      Pattern.compile(
          "secret|password|token(?!s)|access[.]?key|encryption[.]key|webhook",
          Pattern.CASE_INSENSITIVE);

  /** Up to an @ in the name of the host; a secret key may hold slashes, a port is no login. */
  private static final Pattern LOGIN =
      Pattern.compile("(://)(?:[^/@\\s]*|[^/@\\s]*:(?!\\d+(?:/|$))[^@\\s]*)@");

  private Secrets() {}

  /** Whether the value under a path of the configuration is one. */
  static boolean isSecret(String path) {
    return !PLAIN.matcher(path).matches() && KEY.matcher(path).find();
  }

  /** Whether a line of a file, or an assignment, holds one. */
  static boolean holdsSecret(String written) {
    return WRITTEN.matcher(written).find();
  }

  /** Whether an address holds a login. */
  static boolean holdsLogin(String address) {
    return LOGIN.matcher(address).find();
  }

  /** A text without the logins of addresses in it. */
  static String withoutLogins(String text) {
    return LOGIN.matcher(text).replaceAll("$1" + SHOWN + "@");
  }

  /** The configuration without the values of secrets that are set. */
  static Config hidden(Config config) {
    Config shown = config;
    for (Map.Entry<String, ConfigValue> entry : config.entrySet()) {
      boolean isSet = !String.valueOf(entry.getValue().unwrapped()).isEmpty();
      if (isSet && isSecret(String.join(".", ConfigUtil.splitPath(entry.getKey())))) {
        shown = shown.withValue(entry.getKey(), ConfigValueFactory.fromAnyRef(SHOWN));
      }
    }
    return shown;
  }

  /** An assignment of the command line as it may be shown. */
  static String shown(String assignment) {
    int equals = assignment.indexOf('=');
    String key = equals < 0 ? assignment : assignment.substring(0, equals).strip();
    return equals >= 0 && (isSecret(key.replace("\"", "")) || holdsSecret(assignment))
        ? key + "=" + SHOWN
        : withoutLogins(assignment);
  }
}
