package io.stateprint.jobs.settings;

import java.util.regex.Pattern;

/** Reads the keys of replicates. */
final class ReplicateKeys {
  private static final String COUNT = "replicates.count";
  private static final String CONDITIONS = "replicates.conditions";
  private static final String PROMPTS = "replicates.prompts";
  private static final int LEAST = 20;
  private static final int MOST = 99;
  private static final int LEAST_PROMPTS = 10;
  private static final int MOST_PROMPTS = 1_000_000;
  private static final Pattern KEPT = Pattern.compile(".*\\.r[0-9]{2}");

  private ReplicateKeys() {}

  static ReplicateSettings read(Values sweep) {
    long count = sweep.number(COUNT);
    if (count < 0 || count > MOST) {
      sweep.problem(
          COUNT, "= %d is out of range; a number from 0 to %d is needed".formatted(count, MOST));
    }
    if (count > 0 && count < LEAST) {
      sweep.problem(
          COUNT,
          "= %d is too few; a floor is taken from %d replicates or more".formatted(count, LEAST));
    }
    int prompts = sweep.count(PROMPTS, MOST_PROMPTS);
    if (prompts < LEAST_PROMPTS) {
      sweep.problem(
          PROMPTS,
          "= %d is too few; drift watches %d prompts or more".formatted(prompts, LEAST_PROMPTS));
    }
    String conditions = sweep.text(CONDITIONS, "all");
    if (!conditions.equals("all") && !conditions.equals("default")) {
      sweep.problem(CONDITIONS, "= %s is not known; choose default or all".formatted(conditions));
    }
    if (KEPT.matcher(sweep.text("run-id", "")).matches()) {
      sweep.problem("run-id", "ends in .r and two digits, which names a replicate; choose another");
    }
    return new ReplicateSettings(
        (int) Math.max(0, Math.min(MOST, count)), prompts, conditions.equals("all"));
  }
}
