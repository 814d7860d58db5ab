package io.stateprint.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Lines of a page of drift in the making. */
final class DriftLines {
  private static final int HASH = 12;

  private final Words words;
  private final Locale locale;
  private final List<String> lines = new ArrayList<>();

  DriftLines(String language) {
    this.words = new Words("drift", language);
    this.locale = Locale.forLanguageTag(language);
  }

  String say(String key, Object... arguments) {
    return words.say(key, arguments);
  }

  /** Why a number is missing. */
  String reason(String why) {
    return words.reason(why);
  }

  void line(String key, Object... arguments) {
    lines.add(words.say(key, arguments));
  }

  void indented(String key, Object... arguments) {
    lines.add("  " + words.say(key, arguments));
  }

  void raw(String line) {
    lines.add(line);
  }

  void blank() {
    lines.add("");
  }

  String number(double value, int decimals) {
    return Double.isInfinite(value) ? say("infinite") : words.number(value, decimals);
  }

  /** A number of any size, three digits. */
  String small(double value) {
    if (value == 0) {
      return "0";
    }
    return Double.isFinite(value) ? String.format(locale, "%.2e", value) : "-";
  }

  String text() {
    return String.join("\n", lines);
  }

  static String hash(String sha256) {
    return sha256.length() <= HASH ? sha256 : sha256.substring(0, HASH);
  }
}
