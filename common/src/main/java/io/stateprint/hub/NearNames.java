package io.stateprint.hub;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What lies near a path where nothing lies. */
final class NearNames {
  private static final int SHOWN = 3;
  private static final int LOOKED_AT = 2000;

  private NearNames() {}

  /**
   * In the deepest folder on the way to the path that is there, what is named much like the next
   * step; nearest first.
   */
  static List<String> of(Path missing) {
    Path path = missing.toAbsolutePath().normalize();
    @Nullable Path parent = path.getParent();
    while (parent != null && !Files.isDirectory(parent)) {
      path = parent;
      parent = path.getParent();
    }
    return parent == null ? List.of() : inside(parent, path.getFileName().toString());
  }

  private static List<String> inside(Path folder, String wanted) {
    record Near(Path path, int edits) {}
    String lower = wanted.toLowerCase(Locale.ROOT);
    try (Stream<Path> entries = Files.list(folder)) {
      return entries
          .limit(LOOKED_AT)
          .map(path -> new Near(path, edits(lower, name(path))))
          .filter(
              near ->
                  near.edits <= Math.max(2, wanted.length() / 3) || name(near.path).contains(lower))
          .sorted(Comparator.comparingInt(Near::edits).thenComparing(Near::path))
          .limit(SHOWN)
          .map(near -> near.path.toString())
          .toList();
    } catch (IOException e) {
      return List.of();
    }
  }

  private static String name(Path path) {
    return path.getFileName().toString().toLowerCase(Locale.ROOT);
  }

  /** Levenshtein's distance, by rows of its table. */
  private static int edits(String from, String to) {
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
