package io.stateprint.external;

import java.text.MessageFormat;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;

/**
 * Something said in any language of the pages: a sentence of {@code phrases_*.properties} beside
 * this class, with what stands in it.
 *
 * @param key of the sentence
 * @param parts already spelled, or phrases themselves
 */
record Phrase(String key, List<Object> parts) {
  Phrase {
    parts = List.copyOf(parts);
  }

  static Phrase of(String key, Object... parts) {
    return new Phrase(key, List.of(parts));
  }

  /** In {@code en} or {@code ru}. */
  String in(String language) {
    Locale locale = Locale.forLanguageTag(language);
    Object[] spelled =
        parts.stream()
            .map(part -> part instanceof Phrase phrase ? phrase.in(language) : String.valueOf(part))
            .toArray();
    if (key.equals("list")) {
      return String.join("; ", Arrays.copyOf(spelled, spelled.length, String[].class));
    }
    ResourceBundle bundle = ResourceBundle.getBundle("io.stateprint.external.phrases", locale);
    return new MessageFormat(bundle.getString(key), locale).format(spelled);
  }
}
