package io.stateprint.external;

import java.util.List;

/**
 * One row of {@code verify-external}.
 *
 * @param id of the check, such as {@code E3}
 * @param title what it is about
 * @param model the published model that it speaks of
 * @param expectation the published numbers
 * @param finding ours; where it was not run, what it needs
 * @param verdict how they compare
 * @param source where the numbers come from
 */
public record ExternalResult(
    String id,
    String title,
    String model,
    Phrase expectation,
    Phrase finding,
    Verdict verdict,
    String source) {
  /** How ours compare with the published numbers. */
  public enum Verdict {
    /** Within the tolerance. */
    PASS,
    /** Not. */
    FAIL,
    /** Not compared. */
    NOT_RUN
  }

  /** Whether any of them forbids grade A for every number of the model. */
  public static boolean blockGradeA(List<ExternalResult> results) {
    return results.stream().anyMatch(result -> result.verdict() == Verdict.FAIL);
  }

  /** The published numbers, in English. */
  public String expected() {
    return expected("en");
  }

  /** The same in {@code en} or {@code ru}; what was published in words stays in English. */
  public String expected(String language) {
    return expectation.in(language);
  }

  /** Our numbers, or what the check needs, in English. */
  public String got() {
    return got("en");
  }

  /** The same in {@code en} or {@code ru}. */
  public String got(String language) {
    return finding.in(language);
  }

  /** The row as a line of text: expected, got, pass. */
  public String line() {
    String rest =
        switch (verdict) {
          case PASS -> "got %s; pass".formatted(got());
          case FAIL -> "got %s; FAIL".formatted(got());
          case NOT_RUN -> "not run: %s".formatted(got());
        };
    return "%s %s (%s): expected %s; %s".formatted(id, title, model, expected(), rest);
  }
}
