package io.stateprint.jobs.settings;

import java.util.regex.Pattern;

/** Keeps secrets out of what is printed and written. */
final class Secrets {
  private static final String HIDDEN = "(hidden)";

  /** What Spark itself hides in its logs, and keys that data is encrypted with. */
  private static final Pattern KEY =
      Pattern.compile(
          "secret|password|token|access[.]?key|encryption[.]key", Pattern.CASE_INSENSITIVE);

  /** The same in what a user wrote, where tokens are also those of a text. */
  private static final Pattern WRITTEN =
      Pattern.compile(
          "secret|password|token(?!s)|access[.]?key|encryption[.]key", Pattern.CASE_INSENSITIVE);

  /** Up to an @ in the name of the host; a secret key may hold slashes, a port is no login. */
  private static final Pattern LOGIN =
      Pattern.compile("(://)(?:[^/@\\s]*|[^/@\\s]*:(?!\\d+(?:/|$))[^@\\s]*)@");

  private Secrets() {}

  /** Whether a key's value is one. */
  static boolean isSecret(String key) {
    return KEY.matcher(key).find();
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
    return LOGIN.matcher(text).replaceAll("$1" + HIDDEN + "@");
  }

  /** An assignment of the command line as it may be shown. */
  static String shown(String assignment) {
    int equals = assignment.indexOf('=');
    return holdsSecret(assignment)
        ? assignment.substring(0, Math.max(0, equals)) + "=" + HIDDEN
        : withoutLogins(assignment);
  }
}
