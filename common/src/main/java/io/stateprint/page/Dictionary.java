package io.stateprint.page;

import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Words of the page in both languages: its own, and those that the pages of text have for styles,
 * categories, checks and warnings. {@code {0}} and so on stand for what the page puts in.
 */
final class Dictionary {
  private static final Pattern SHARED =
      Pattern.compile(
          "empathy|technicality|creativity|formality|category\\..*|W[0-9]+|V[0-9]+|feature\\..*"
              + "|lacking\\..*");
  private static final List<String> BUNDLES = List.of("scores", "choice", "words");

  private Dictionary() {}

  /** By language, then key. */
  static Map<String, Map<String, String>> words() {
    return Map.of("en", words("en"), "ru", words("ru"));
  }

  private static Map<String, String> words(String language) {
    Locale locale = Locale.forLanguageTag(language);
    Map<String, String> out = new TreeMap<>();
    for (String name : BUNDLES) {
      ResourceBundle bundle = ResourceBundle.getBundle("io.stateprint.report." + name, locale);
      for (String key : bundle.keySet()) {
        if (SHARED.matcher(key).matches()) {
          out.put(key, new MessageFormat(bundle.getString(key), locale).format(new Object[0]));
        }
      }
    }
    ResourceBundle own = ResourceBundle.getBundle("io.stateprint.page.page", locale);
    own.keySet().forEach(key -> out.put(key, own.getString(key)));
    return out;
  }
}
