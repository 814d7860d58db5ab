package io.stateprint.jobs.sample;

import java.util.Map;
import java.util.stream.Collectors;

/** Counts the texts of a sweep. */
final class TextCounts {
  private TextCounts() {}

  static Map<String, Long> byRole(Texts texts) {
    return texts.texts().stream().collect(Collectors.groupingBy(Text::role, Collectors.counting()));
  }
}
