package io.stateprint.prompts;

import java.util.List;
import java.util.stream.Stream;

/**
 * Holds placebo and real system prompts to their rules.
 *
 * @param findings where what is wrong is noted
 * @param lang the language that they are in
 */
record SystemsLinter(Findings findings, String lang) {
  /** Names of the files, without language. */
  static final String PLACEBOS = "placebos-1.1.0";

  static final String SYSTEMS = "systems-1.1.0";

  private static final int PLACEBO_TEXTS = 12;
  private static final int SYSTEM_TEXTS = 8;

  /** An effect is measured against placebos of like length. */
  private static final double LIKE = 0.15;

  private static final double NEAR = 0.25;

  void lint(List<BankRecord> placebos, List<BankRecord> systems) {
    TextRules rules = new TextRules(findings);
    findings.count(PLACEBOS, placebos.size(), PLACEBO_TEXTS, PLACEBO_TEXTS, "texts");
    findings.count(SYSTEMS, systems.size(), SYSTEM_TEXTS, SYSTEM_TEXTS, "texts");
    for (BankRecord placebo : placebos) {
      rules.plain(placebo, lang);
      findings.require(placebo, !TextRules.isEmotional(placebo), "has a word of emotion");
    }
    systems.forEach(system -> rules.language(system, lang));
    List<BankRecord> all = Stream.concat(placebos.stream(), systems.stream()).toList();
    rules.alike(all);
    findings.unique(all, r -> r.prompt().topic(), "topic");
    double mean = placebos.stream().mapToInt(r -> r.prompt().text().length()).average().orElse(1);
    placebos.forEach(placebo -> length(placebo, mean, LIKE));
    systems.forEach(system -> length(system, mean, NEAR));
  }

  private void length(BankRecord record, double mean, double most) {
    double ratio = record.prompt().text().length() / mean;
    findings.require(
        record,
        Math.abs(ratio - 1) <= most,
        "is %.2f as long as the placebos are on average".formatted(ratio));
  }
}
