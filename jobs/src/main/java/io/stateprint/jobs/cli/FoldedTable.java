package io.stateprint.jobs.cli;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * A table that is wider than its terminal: groups of its columns one below another, each after the
 * first column. Columns part where no row has a letter; an interval stays beside its number. A row
 * may end with a remark, four words or more, which stands in the lines that it takes.
 */
final class FoldedTable {
  private static final Pattern INTERVAL = Pattern.compile("\\[[^\\[\\]]*\\]");

  /**
   * What belongs to the cell before it: an interval, or what stands in brackets after one. An
   * interval apart from another one is a column.
   */
  private static final Pattern GLUED =
      Pattern.compile("(?<!\\] {2,9})\\[[^\\[\\]]*\\]|(?<=\\] )\\([^()\\[\\]]*\\)(?! ?\\[)");

  private static final Pattern GAP = Pattern.compile("(?<=\\S) {2,}(?=\\S)");

  /** Stands for a letter of an interval; no text has it. */
  private static final char FILLED = '\uE000';

  private static final Pattern REMARK =
      Pattern.compile("(?<=  )(?:[^ \uE000]+ ){3,}[^ \uE000]+(?: \\S+)*$");

  /** Below this a remark is not worth reading in the place where it begins. */
  private static final int LEAST_REMARK = 24;

  private static final int INSET = 6;

  /** A further blank after the first column, where another one than the second follows it. */
  private static final int APART = 1;

  /** Blocks of the curves by depth: a letter a layer. */
  private static final Pattern CURVE = Pattern.compile("[ ▁-█]*[▁-█][ ▁-█]*");

  /** Columns from one position to another, with the blanks before them. */
  private record Columns(int from, int to) {}

  /** A row without its remark, which begins at a position, or is empty. */
  private record Row(String cells, String remark, int at) {
    static Row of(String line) {
      Matcher found = REMARK.matcher(whole(line));
      return found.find()
          ? new Row(
              line.substring(0, found.start()).stripTrailing(),
              line.substring(found.start()),
              found.start())
          : new Row(line, "", line.length());
    }

    String cut(Columns columns) {
      int from = Math.min(columns.from(), cells.length());
      return cells.substring(from, Math.min(columns.to(), cells.length()));
    }
  }

  private final List<Row> rows;
  private final int width;
  private final List<Columns> columns;

  FoldedTable(List<String> lines, int width) {
    this.rows = lines.stream().map(Row::of).toList();
    this.width = width;
    this.columns = columns();
  }

  /** Whether a line has cells: a gap of blanks that is not inside an interval. */
  static boolean isRow(String line) {
    return GAP.matcher(whole(line)).find() || Fitted.indent(line) > 2 * INSET;
  }

  /** The line with intervals that have no blanks. */
  private static String whole(String line) {
    return INTERVAL
        .matcher(line)
        .replaceAll(found -> String.valueOf(FILLED).repeat(found.group().length()));
  }

  List<String> lines() {
    Columns label = columns.get(0);
    List<String> out = new ArrayList<>();
    int next = 1;
    do {
      int from = next == 1 ? label.to() : columns.get(next).from();
      int apart = from == label.to() ? 0 : APART;
      int to = from;
      while (next < columns.size()
          && (to == from || label.to() + apart + columns.get(next).to() - from <= width)) {
        to = columns.get(next).to();
        next++;
      }
      group(out, new Columns(from, to), next == columns.size());
    } while (next < columns.size());
    return out;
  }

  private void group(List<String> out, Columns shown, boolean last) {
    Columns label = columns.get(0);
    boolean first = shown.from() == label.to();
    int beside = label.to() + (first ? 0 : APART);
    for (Row row : rows) {
      boolean remarked =
          !row.remark().isEmpty()
              && (first || row.at() >= shown.from())
              && (last || row.at() < shown.to());
      String cells = row.cut(shown);
      if (first || remarked || !cells.isBlank()) {
        String line = (padded(row.cut(label), beside) + cells).stripTrailing();
        int at = Math.max(beside + row.at() - shown.from(), line.isEmpty() ? 0 : line.length() + 2);
        out.addAll(remarked ? remarked(line, row.remark(), at) : List.of(line));
      }
    }
  }

  private List<String> remarked(String line, String remark, int at) {
    if (at + LEAST_REMARK <= width || at + remark.length() <= width) {
      List<String> beside = Fitted.sentence(" ".repeat(at) + remark, at, width);
      beside.set(0, line + beside.get(0).substring(line.length()));
      return beside;
    }
    List<String> out = new ArrayList<>(List.of(line));
    out.addAll(Fitted.sentence(" ".repeat(INSET) + remark, INSET, width));
    return out;
  }

  private List<Columns> columns() {
    BitSet taken = new BitSet();
    BitSet glued = new BitSet();
    BitSet closed = new BitSet();
    int end = 0;
    for (Row row : rows) {
      String cells = whole(row.cells());
      IntStream.range(0, cells.length()).filter(i -> cells.charAt(i) != ' ').forEach(taken::set);
      Matcher found = GLUED.matcher(row.cells());
      while (found.find()) {
        glued.set(found.start());
        closed.set(found.end());
      }
      end = Math.max(end, cells.length());
    }
    title(rows.get(0)).forEach(taken::set);
    List<Columns> out = new ArrayList<>();
    int from = 0;
    for (int at = taken.nextSetBit(0); at >= 0; ) {
      int stop = taken.nextClearBit(at);
      int next = taken.nextSetBit(stop);
      boolean isGap = next - stop > 1 || closed.get(stop);
      if (next < 0 || (isGap && !glued.get(next))) {
        add(out, new Columns(from, stop));
        from = stop;
      }
      at = next;
    }
    return out.isEmpty() ? List.of(new Columns(0, end)) : out;
  }

  /** Where the title of the last column stands; a long one is wrapped as remarks are. */
  private IntStream title(Row first) {
    return IntStream.range(0, Math.min(first.remark().length(), width / 2))
        .map(i -> first.at() + i);
  }

  /** A curve that is wider than the terminal is columns of its own. */
  private void add(List<Columns> out, Columns added) {
    int room = out.isEmpty() ? width : width - out.get(0).to() - APART;
    Columns rest = added;
    while (room > INSET && rest.to() - rest.from() > room && isCurve(rest)) {
      out.add(new Columns(rest.from(), rest.from() + room));
      rest = new Columns(rest.from() + room, rest.to());
    }
    out.add(rest);
  }

  /** In every row that has letters there but the first, which may be their title. */
  private boolean isCurve(Columns asked) {
    List<String> cells =
        rows.stream().skip(1).map(row -> row.cut(asked)).filter(cut -> !cut.isBlank()).toList();
    return !cells.isEmpty() && cells.stream().allMatch(cut -> CURVE.matcher(cut).matches());
  }

  private static String padded(String text, int length) {
    return text + " ".repeat(Math.max(0, length - text.length()));
  }
}
