package io.stateprint.jobs.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Pages of text laid out for a terminal. What fits stays as it is. A longer sentence goes on in a
 * further line, indented; a wider table goes on below itself, with its first column again. Nothing
 * is left out, and no line ends inside a number, an interval or a word.
 *
 * @param width columns of the terminal
 */
record Fitted(int width) {
  /** A blank that a line may end at: not one between the ends of an interval. */
  private static final Pattern BREAK = Pattern.compile(" (?![^\\[\\]]*\\])");

  /** The page with no line longer than the terminal is wide, wherever its words allow that. */
  String page(String text) {
    List<String> lines = text.lines().toList();
    if (lines.stream().allMatch(line -> line.length() <= width)) {
      return text;
    }
    List<String> out = new ArrayList<>();
    List<String> table = new ArrayList<>();
    for (String line : lines) {
      if (FoldedTable.isRow(line)) {
        table.add(line);
      } else {
        out.addAll(table(table));
        table.clear();
        out.addAll(sentence(line, indent(line) + 2, width));
      }
    }
    out.addAll(table(table));
    return String.join("\n", out);
  }

  private List<String> table(List<String> rows) {
    return rows.stream().allMatch(row -> row.length() <= width)
        ? List.copyOf(rows)
        : new FoldedTable(rows, width).lines();
  }

  /**
   * A sentence in as many lines as it takes.
   *
   * @param hanging blanks before every line but the first
   */
  static List<String> sentence(String line, int hanging, int width) {
    List<String> out = new ArrayList<>();
    StringBuilder current = new StringBuilder(" ".repeat(indent(line)));
    boolean begun = false;
    for (String word : BREAK.split(line.strip(), -1)) {
      if (begun && current.length() + 1 + word.length() > width) {
        out.add(current.toString());
        current = new StringBuilder(" ".repeat(hanging));
        begun = false;
      }
      current.append(begun ? " " : "").append(word);
      begun = true;
    }
    out.add(current.toString());
    return out;
  }

  /** Blanks before the first word; of a blank line none. */
  static int indent(String line) {
    int at = 0;
    while (at < line.length() && line.charAt(at) == ' ') {
      at++;
    }
    return at == line.length() ? 0 : at;
  }
}
