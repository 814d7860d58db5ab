package io.stateprint.personality;

import java.util.List;
import java.util.stream.Stream;

/** The conditions under which prompts were put beside a system prompt. */
public final class SystemPrompts {
  /** The role of prompts under a real system prompt. */
  public static final String SYSTEM = "system";

  /** The role of prompts under one that asks for nothing. */
  public static final String PLACEBO = "placebo";

  private SystemPrompts() {}

  /** Spelled {@code system:ID} and {@code placebo:ID}, the role before the colon. */
  static String role(String condition) {
    return condition.substring(0, condition.indexOf(':'));
  }

  /** Whether a condition of either kind is a real system prompt. */
  static boolean isReal(String condition) {
    return role(condition).equals(SYSTEM);
  }

  /** Conditions of a bank: real ones, then placebos, each sorted; the order of every array. */
  public static List<String> conditions(SampledBank bank) {
    return Stream.concat(bank.conditions(SYSTEM).stream(), bank.conditions(PLACEBO).stream())
        .toList();
  }

  /** Ids of the prompts that were put under all of them, sorted. */
  public static List<String> ids(SampledBank bank) {
    List<String> conditions = conditions(bank);
    return bank.ids(role(conditions.get(0)), conditions.get(0)).stream()
        .filter(id -> conditions.stream().allMatch(c -> bank.ids(role(c), c).contains(id)))
        .toList();
  }
}
