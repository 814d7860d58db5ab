package io.stateprint.jobs.settings;

import java.util.Comparator;
import java.util.List;

/**
 * Something wrong with the configuration.
 *
 * @param place that says it
 * @param sentence key, value, and what to do
 */
public record Problem(Place place, String sentence) {
  /** By source, in the order in which sources are first named, then by line. */
  static List<Problem> inOrder(List<Problem> problems) {
    List<String> sources =
        problems.stream().map(problem -> problem.place().source()).distinct().toList();
    return problems.stream()
        .sorted(
            Comparator.<Problem>comparingInt(one -> sources.indexOf(one.place().source()))
                .thenComparingInt(one -> one.place().line()))
        .toList();
  }

  @Override
  public String toString() {
    return place + ": " + sentence;
  }
}
