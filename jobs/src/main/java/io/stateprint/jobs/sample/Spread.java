package io.stateprint.jobs.sample;

import io.stateprint.prompts.Prompt;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Chooses some of the prompts: so many of each language, spread over categories and files. */
final class Spread {
  private Spread() {}

  /**
   * The chosen ones, in their order. Categories give like numbers, the first ones more where it
   * does not divide; one that has too few gives all. Within a category they stand at like
   * distances. Twins in two languages are chosen together where their files have one order.
   */
  static List<Sourced<Prompt>> of(List<Sourced<Prompt>> prompts, int count) {
    Map<String, Map<String, List<Sourced<Prompt>>>> groups = new LinkedHashMap<>();
    for (Sourced<Prompt> prompt : prompts) {
      groups
          .computeIfAbsent(prompt.entry().lang(), lang -> new LinkedHashMap<>())
          .computeIfAbsent(prompt.entry().category(), category -> new ArrayList<>())
          .add(prompt);
    }
    return groups.values().stream()
        .flatMap(categories -> ofLanguage(List.copyOf(categories.values()), count).stream())
        .toList();
  }

  private static List<Sourced<Prompt>> ofLanguage(
      List<List<Sourced<Prompt>>> categories, int count) {
    int[] quotas = quotas(categories, count);
    List<Sourced<Prompt>> chosen = new ArrayList<>();
    for (int c = 0; c < quotas.length; c++) {
      List<Sourced<Prompt>> category = categories.get(c);
      for (int i = 0; i < quotas[c]; i++) {
        chosen.add(category.get((int) ((long) i * category.size() / quotas[c])));
      }
    }
    return chosen;
  }

  /** One after another, until there are enough or no more. */
  private static int[] quotas(List<List<Sourced<Prompt>>> categories, int count) {
    int[] quotas = new int[categories.size()];
    int left = Math.min(count, categories.stream().mapToInt(List::size).sum());
    for (int c = 0; left > 0; c = (c + 1) % quotas.length) {
      if (quotas[c] < categories.get(c).size()) {
        quotas[c]++;
        left--;
      }
    }
    return quotas;
  }
}
