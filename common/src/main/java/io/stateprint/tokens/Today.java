package io.stateprint.tokens;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What Python's {@code strftime} makes of midnight of a day, by directive. */
final class Today {
  private static final Map<String, String> PATTERNS =
      Map.ofEntries(
          Map.entry("%Y", "yyyy"),
          Map.entry("%y", "yy"),
          Map.entry("%m", "MM"),
          Map.entry("%-m", "M"),
          Map.entry("%b", "MMM"),
          Map.entry("%B", "MMMM"),
          Map.entry("%d", "dd"),
          Map.entry("%-d", "d"),
          Map.entry("%j", "DDD"),
          Map.entry("%a", "EEE"),
          Map.entry("%A", "EEEE"),
          Map.entry("%H", "HH"),
          Map.entry("%-H", "H"),
          Map.entry("%I", "hh"),
          Map.entry("%-I", "h"),
          Map.entry("%p", "a"),
          Map.entry("%M", "mm"),
          Map.entry("%S", "ss"),
          Map.entry("%F", "yyyy-MM-dd"),
          Map.entry("%T", "HH:mm:ss"),
          Map.entry("%D", "MM/dd/yy"));

  private Today() {}

  static Map<String, String> directives(LocalDate date) {
    LocalDateTime midnight = date.atStartOfDay();
    Map<String, String> directives = new TreeMap<>();
    PATTERNS.forEach(
        (directive, pattern) ->
            directives.put(
                directive, DateTimeFormatter.ofPattern(pattern, Locale.US).format(midnight)));
    directives.put("%%", "%");
    return directives;
  }
}
