package io.stateprint.report;

import io.stateprint.inference.Reasons;
import io.stateprint.validity.ValidityTest;
import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;

/** Sentences of a language, and numbers as it writes them. */
final class Words {
  private final ResourceBundle bundle;
  private final Locale locale;

  Words(String language) {
    this("words", language);
  }

  /**
   * Sentences of a page of its own.
   *
   * @param bundle name of the resource, without its language
   * @param language {@code en} or {@code ru}
   */
  Words(String bundle, String language) {
    this.locale = Locale.forLanguageTag(language);
    this.bundle = ResourceBundle.getBundle("io.stateprint.report." + bundle, locale);
  }

  String say(String key, Object... arguments) {
    return new MessageFormat(bundle.getString(key), locale).format(arguments);
  }

  /** A number with so many decimals; a dash where there is none. */
  String number(double value, int decimals) {
    return Double.isNaN(value) ? "-" : String.format(locale, "%." + decimals + "f", value);
  }

  /** A number with its sign and so many decimals; a dash where there is none. */
  String signed(double value, int decimals) {
    return Double.isNaN(value) ? "-" : String.format(locale, "%+." + decimals + "f", value);
  }

  /** The same with three decimals. */
  String signed(double value) {
    return signed(value, 3);
  }

  /** A check that failed, with its value. */
  String failed(ValidityTest test) {
    return "%s %s (%s)"
        .formatted(
            test.check().name(), say("check." + test.check().name()), number(test.value(), 3));
  }

  /** What stands between the ends of a range. */
  String range() {
    return locale.getLanguage().equals("ru") ? "–" : " to ";
  }

  /** Why a number is missing, in this language. */
  String reason(String why) {
    return Reasons.in(why, locale.getLanguage());
  }

  /** A sentence, or something else where this language has none of that key. */
  String sayOr(String key, String otherwise) {
    return bundle.containsKey(key) ? say(key) : otherwise;
  }

  /** A category of the bank, or all of them, in this language; a user's own as it is. */
  String category(String name) {
    String key = "category." + name;
    return bundle.containsKey(key) ? bundle.getString(key) : name;
  }
}
