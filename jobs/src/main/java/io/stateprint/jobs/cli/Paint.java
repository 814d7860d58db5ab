package io.stateprint.jobs.cli;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import picocli.CommandLine.Help.Ansi.IStyle;
import picocli.CommandLine.Help.Ansi.Style;

/**
 * Colours for what one looks for on a page: grades, and the words that say that something passed,
 * is in doubt or failed, in the languages that pages are written in.
 *
 * @param on whether there are colours; without them every text is as it was
 */
record Paint(boolean on) {
  private static final List<String> LANGUAGES = List.of("en", "ru");
  private static final List<String> JUDGEMENTS = List.of("bad", "doubt", "good");
  private static final Map<String, IStyle> STYLES =
      Map.of(
          "bad", Style.fg_red,
          "doubt", Style.fg_yellow,
          "good", Style.fg_green,
          "A", Style.fg_green,
          "B", Style.fg_cyan,
          "C", Style.fg_yellow,
          "X", Style.fg_red);

  /**
   * A cell of a table, or what follows an interval, or a style's name and its grade before a colon,
   * or after its word.
   */
  private static final String GRADE =
      "(?<=  )[ABCX](?=  |$)|(?<=\\] \\()[ABCX](?=\\))|(?<=^ {2,8}\\S{1,30} )[ABCX](?=:)|(?<=%s )[ABCX]\\b"
          .formatted(words("grade"));

  private static final Pattern WORDS =
      Pattern.compile(
          JUDGEMENTS.stream()
              .map(
                  judgement ->
                      "(?<%s>(?<!\\w)(?:%s)(?!\\w))".formatted(judgement, words(judgement)))
              .collect(Collectors.joining("|", "", "|(?<grade>" + GRADE + ")")),
          Pattern.MULTILINE | Pattern.UNICODE_CHARACTER_CLASS);

  private static String words(String key) {
    return LANGUAGES.stream()
        .map(Locale::forLanguageTag)
        .map(locale -> ResourceBundle.getBundle("io.stateprint.report.paint", locale))
        .map(bundle -> bundle.getString(key))
        .collect(Collectors.joining("|", "(?:", ")"));
  }

  /** A page with its judgements coloured. */
  String page(String text) {
    return page(text, UnaryOperator.identity());
  }

  /**
   * The same, laid out. Words are found before that, so that none that is parted by the end of a
   * line loses its colour.
   *
   * @param layout puts words into lines; it sees no colours, and letters of its own for coloured
   *     ones
   */
  String page(String text, UnaryOperator<String> layout) {
    return on && Ink.mayMark(text)
        ? Ink.shown(layout.apply(WORDS.matcher(text).replaceAll(found -> marked((Matcher) found))))
        : layout.apply(text);
  }

  /** What went wrong. */
  String error(String sentence) {
    return on ? styled(Style.fg_red, sentence) : sentence;
  }

  private static String marked(Matcher found) {
    String word = found.group();
    for (String judgement : JUDGEMENTS) {
      if (found.group(judgement) != null) {
        return Ink.marked(word, style(judgement));
      }
    }
    return Ink.marked(word, style(word));
  }

  private static IStyle style(String name) {
    IStyle style = STYLES.get(name);
    if (style == null) {
      throw new IllegalStateException("No colour for " + name);
    }
    return style;
  }

  private static String styled(IStyle style, String text) {
    return style.on() + text + style.off();
  }
}
