package io.stateprint.personality;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** The conditions under which prompts were put beside a system prompt. */
public final class SystemPrompts {
  /** The role of prompts under a real system prompt. */
  public static final String SYSTEM = "system";

  /** The role of prompts under one that asks for nothing. */
  public static final String PLACEBO = "placebo";

  private SystemPrompts() {}

  /** Spelled {@code system:ID} and {@code placebo:ID}, the role before the colon. */
  public static String role(String condition) {
    return condition.substring(0, condition.indexOf(':'));
  }

  /** Whether a condition of either kind is a real system prompt. */
  public static boolean isReal(String condition) {
    return role(condition).equals(SYSTEM);
  }

  /** Conditions in the order of every array: real ones, then placebos, each sorted. */
  public static List<String> ordered(Collection<String> conditions) {
    return Stream.of(SYSTEM, PLACEBO)
        .flatMap(role -> conditions.stream().filter(c -> role(c).equals(role)).sorted())
        .toList();
  }

  /**
   * Ids of the prompts that were put under all conditions, sorted: the order of every array.
   *
   * @param ids of the prompts under each condition
   */
  public static List<String> shared(Map<String, ? extends Collection<String>> ids) {
    return ids.values().stream()
        .flatMap(Collection::stream)
        .distinct()
        .filter(id -> ids.values().stream().allMatch(own -> own.contains(id)))
        .sorted()
        .toList();
  }

  /** Conditions of a bank, ordered. */
  static List<String> conditions(SampledBank bank) {
    return ordered(
        Stream.concat(bank.conditions(SYSTEM).stream(), bank.conditions(PLACEBO).stream())
            .toList());
  }

  /** Ids of the prompts of a bank that were put under all of them. */
  static List<String> ids(SampledBank bank) {
    Map<String, Set<String>> ids = new HashMap<>();
    conditions(bank).forEach(c -> ids.put(c, new HashSet<>(bank.ids(role(c), c))));
    return shared(ids);
  }
}
