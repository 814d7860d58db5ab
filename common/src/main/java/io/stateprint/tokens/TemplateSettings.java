package io.stateprint.tokens;

import java.time.Duration;
import java.time.LocalDate;

/**
 * What a chat template may know and take.
 *
 * @param date the day that a template sees as today, so that every run renders the same text
 * @param limit wall-clock time that one rendering may take
 */
public record TemplateSettings(LocalDate date, Duration limit) {
  public TemplateSettings {
    if (limit.isNegative() || limit.isZero()) {
      throw new IllegalArgumentException("A limit above zero is needed, not " + limit);
    }
  }
}
