package io.stateprint.inference;

import java.text.MessageFormat;
import java.text.ParsePosition;
import java.util.Arrays;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.regex.Pattern;

/**
 * Why a number is missing. Tables, JSON and errors hold the English sentence; pages say it in their
 * own language. Both stand in {@code reasons_*.properties} beside this class: an English sentence
 * is made from its pattern there, and found again by it.
 */
public final class Reasons {
  private static final String BUNDLE = "io.stateprint.inference.reasons";
  private static final Pattern DECIMAL = Pattern.compile("-?\\d+\\.\\d+");

  private Reasons() {}

  /**
   * The English sentence.
   *
   * @param key of the pattern
   * @param parts that stand in it; numbers as they are to be read
   */
  public static String of(String key, Object... parts) {
    return said(bundle("en").getString(key), Locale.ENGLISH, parts);
  }

  /** A number with two decimals, as a part. */
  public static String number(double value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }

  /**
   * The same sentence in another language; one that was made otherwise stays as it is.
   *
   * @param reason in English, may be empty
   * @param language {@code en} or {@code ru}
   */
  public static String in(String reason, String language) {
    ResourceBundle english = bundle("en");
    for (String key : english.keySet()) {
      Object[] parts = parts(english.getString(key), reason);
      if (parts != null) {
        Object[] own = Arrays.stream(parts).map(part -> part(part, language)).toArray();
        return said(bundle(language).getString(key), Locale.forLanguageTag(language), own);
      }
    }
    return reason;
  }

  /** The parts of a sentence of that pattern; null of another sentence. */
  private static Object @org.jspecify.annotations.Nullable [] parts(String pattern, String reason) {
    ParsePosition position = new ParsePosition(0);
    Object[] parts = new MessageFormat(pattern, Locale.ENGLISH).parse(reason, position);
    return parts != null && position.getIndex() == reason.length() ? parts : null;
  }

  /** A part may be a number or a reason itself. */
  private static String part(Object part, String language) {
    String text = String.valueOf(part);
    if (!DECIMAL.matcher(text).matches()) {
      return in(text, language);
    }
    return language.equals("ru") ? text.replace('.', ',') : text;
  }

  private static String said(String pattern, Locale locale, Object... parts) {
    return new MessageFormat(pattern, locale)
        .format(Arrays.stream(parts).map(String::valueOf).toArray());
  }

  private static ResourceBundle bundle(String language) {
    return ResourceBundle.getBundle(BUNDLE, Locale.forLanguageTag(language));
  }
}
