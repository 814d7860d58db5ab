package io.stateprint.report;

import io.stateprint.geometry.LayerLikeness;
import io.stateprint.validity.Pitfall;
import java.util.List;
import java.util.Set;

/**
 * Two models that were asked the same prompts, under one pooling.
 *
 * @param first A
 * @param second B
 * @param asked what both were asked
 * @param styles one a style
 * @param pitfalls of the layers of either model
 * @param layers how alike their layouts of the prompts are, by depth; empty where prompts are few
 */
public record PairSection(
    ComparedModel first,
    ComparedModel second,
    Asked asked,
    List<StylePair> styles,
    Set<Pitfall> pitfalls,
    List<LayerLikeness> layers) {
  private static final int LONGEST = 20;

  /**
   * What both were asked.
   *
   * @param pooling {@code last} or {@code user}
   * @param prompts how many
   * @param topics of them
   * @param categories of them, sorted
   * @param permutations of each layer's null
   */
  public record Asked(
      String pooling, int prompts, int topics, List<String> categories, int permutations) {}

  /** Names of A and B. */
  List<String> names() {
    return List.of(first.id(), second.id());
  }

  /** The same as columns and lists hold them: what is long is cut in the middle. */
  List<String> shortNames() {
    return names().stream().map(PairSection::shortened).toList();
  }

  private static String shortened(String name) {
    return name.length() <= LONGEST
        ? name
        : name.substring(0, LONGEST / 2 - 1)
            + ".."
            + name.substring(name.length() - LONGEST / 2 + 1);
  }

  /** What differs between them beside their weights. */
  Set<Unlikeness> unlikeness() {
    return Unlikeness.of(first, second);
  }
}
