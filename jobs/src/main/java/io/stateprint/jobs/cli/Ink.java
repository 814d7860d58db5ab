package io.stateprint.jobs.cli;

import java.util.List;
import java.util.stream.IntStream;
import picocli.CommandLine.Help.Ansi.IStyle;
import picocli.CommandLine.Help.Ansi.Style;

/**
 * Words that are coloured already, and not laid out yet. Each of their letters is one of a private
 * range that stands for colour and letter, so a layout moves and parts them like any other word,
 * and their colour goes with them. Blanks stay blanks.
 */
final class Ink {
  private static final List<IStyle> STYLES =
      List.of(Style.fg_red, Style.fg_yellow, Style.fg_green, Style.fg_cyan);

  /** Printable ASCII, then the Cyrillic of the pages. */
  private static final String LETTERS =
      IntStream.concat(IntStream.rangeClosed('!', '~'), IntStream.rangeClosed('\u0400', '\u045F'))
          .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
          .toString();

  /** Of the range of private use; {@link FoldedTable} has a letter before it. */
  private static final char FIRST = '\uE100';

  private static final int COUNT = STYLES.size() * LETTERS.length();

  private Ink() {}

  /** Whether a text has no letter of the private range, which would be taken for a coloured one. */
  static boolean mayMark(String text) {
    return text.chars().noneMatch(letter -> colour((char) letter) >= 0);
  }

  /** A word in a colour; a letter that no page has stays without. */
  static String marked(String word, IStyle style) {
    int first = FIRST + STYLES.indexOf(style) * LETTERS.length();
    return word.chars()
        .map(letter -> LETTERS.indexOf(letter) < 0 ? letter : first + LETTERS.indexOf(letter))
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  /** The text as a terminal shows it; a blank between words of one colour has that colour too. */
  static String shown(String laid) {
    StringBuilder out = new StringBuilder();
    int current = -1;
    for (int i = 0; i < laid.length(); i++) {
      char letter = laid.charAt(i);
      int colour = colour(letter);
      if (colour != current && !isBetween(laid, i, current)) {
        out.append(current < 0 ? "" : STYLES.get(current).off());
        out.append(colour < 0 ? "" : STYLES.get(colour).on());
        current = colour;
      }
      out.append(colour < 0 ? letter : LETTERS.charAt((letter - FIRST) % LETTERS.length()));
    }
    return out.append(current < 0 ? "" : STYLES.get(current).off()).toString();
  }

  private static boolean isBetween(String laid, int blank, int colour) {
    return colour >= 0
        && laid.charAt(blank) == ' '
        && blank + 1 < laid.length()
        && colour(laid.charAt(blank + 1)) == colour;
  }

  /** Place of the colour of a letter, or -1. */
  private static int colour(char letter) {
    return letter < FIRST || letter >= FIRST + COUNT ? -1 : (letter - FIRST) / LETTERS.length();
  }
}
