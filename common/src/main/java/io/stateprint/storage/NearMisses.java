package io.stateprint.storage;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** Names that look like a name that was not found. */
public final class NearMisses {
  private static final int SHOWN = 3;

  private NearMisses() {}

  /** The nearest names by edit distance, nearest first. */
  public static List<String> of(String wanted, Collection<String> names) {
    record Miss(String name, int edits) {}
    return names.stream()
        .map(name -> new Miss(name, edits(wanted, name)))
        .sorted(Comparator.comparingInt(Miss::edits).thenComparing(Miss::name))
        .limit(SHOWN)
        .map(Miss::name)
        .toList();
  }

  /** Levenshtein's distance, by rows of its table. */
  public static int edits(String from, String to) {
    int[] row = new int[to.length() + 1];
    for (int j = 0; j <= to.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= from.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= to.length(); j++) {
        int change = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(change, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[to.length()];
  }
}
