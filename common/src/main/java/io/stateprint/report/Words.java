package io.stateprint.report;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;

/** Sentences of a language, and numbers as it writes them. */
final class Words {
  private final ResourceBundle bundle;
  private final Locale locale;

  Words(String language) {
    this.locale = Locale.forLanguageTag(language);
    this.bundle = ResourceBundle.getBundle("io.stateprint.report.words", locale);
  }

  String say(String key, Object... arguments) {
    return new MessageFormat(bundle.getString(key), locale).format(arguments);
  }

  /** A number with so many decimals; a dash where there is none. */
  String number(double value, int decimals) {
    return Double.isNaN(value) ? "-" : String.format(locale, "%." + decimals + "f", value);
  }

  /** The same with its sign. */
  String signed(double value) {
    return Double.isNaN(value) ? "-" : String.format(locale, "%+.3f", value);
  }

  /** A category's name: that of the bank, or the word for all of them. */
  String category(String name) {
    return name.equals("all") ? bundle.getString("all") : name;
  }
}
