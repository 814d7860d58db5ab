package io.stateprint.page;

import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;

/**
 * A part of the page that is missing.
 *
 * @param key of the sentence that says so, without {@code gap.}, in the words of the page
 * @param words that stand in it
 */
public record Gap(String key, List<String> words) {
  /** A gap with the words of its sentence. */
  public static Gap of(String key, String... words) {
    return new Gap(key, List.of(words));
  }

  /**
   * The sentence.
   *
   * @param language {@code en} or {@code ru}
   */
  public String said(String language) {
    String said =
        ResourceBundle.getBundle("io.stateprint.page.page", Locale.forLanguageTag(language))
            .getString("gap." + key);
    for (int i = 0; i < words.size(); i++) {
      said = said.replace("{" + i + "}", words.get(i));
    }
    return said;
  }
}
