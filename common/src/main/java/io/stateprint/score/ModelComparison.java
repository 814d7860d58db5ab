package io.stateprint.score;

import io.stateprint.inference.Draws;
import io.stateprint.inference.Simultaneous;
import io.stateprint.storage.InputException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Compares models in all styles; the intervals of all pairs and styles hold at once. */
public final class ModelComparison {
  private ModelComparison() {}

  /**
   * Two models that were asked the same prompts.
   *
   * @param first headlines of A, one a style
   * @param second headlines of B, in the same order
   */
  public record Pair(List<Headline> first, List<Headline> second) {
    public Pair {
      first = List.copyOf(first);
      second = List.copyOf(second);
      if (first.size() != second.size()) {
        throw new IllegalArgumentException(
            "%d and %d headlines".formatted(first.size(), second.size()));
      }
    }
  }

  /**
   * Compares one pair: the family is its styles.
   *
   * @param draws that the headlines of both were made with
   */
  public static List<StyleComparison> of(Pair pair, Draws draws) {
    return family(List.of(pair), draws).get(0);
  }

  /** Compares several pairs: the family is all styles of all pairs; one list a pair. */
  public static List<List<StyleComparison>> family(List<Pair> pairs, Draws draws) {
    List<StyleComparison> flat = new ArrayList<>();
    for (Pair pair : pairs) {
      for (int k = 0; k < pair.first().size(); k++) {
        flat.add(StyleComparison.of(pair.first().get(k), pair.second().get(k), draws));
      }
    }
    for (StyleComparison one : flat) {
      requireShared(one.first(), draws);
      requireShared(one.second(), draws);
    }
    List<StyleComparison> joint = joint(flat, draws.clusters().freedom());
    List<List<StyleComparison>> out = new ArrayList<>();
    int at = 0;
    for (Pair pair : pairs) {
      out.add(List.copyOf(joint.subList(at, at + pair.first().size())));
      at += pair.first().size();
    }
    return out;
  }

  private static void requireShared(Headline headline, Draws draws) {
    int own = headline.overallDraws().length;
    boolean prompts = headline.perPrompt().length == draws.clusters().prompts();
    if (own != 0 && (own != draws.count() || !prompts)) {
      throw new InputException(
          "Cannot compare models in %s: %d draws of %d prompts, %d of %d are shared"
              .formatted(
                  headline.style().id(),
                  own,
                  headline.perPrompt().length,
                  draws.count(),
                  draws.clusters().prompts()));
    }
  }

  private static List<StyleComparison> joint(List<StyleComparison> flat, int freedom) {
    int[] members =
        IntStream.range(0, flat.size())
            .filter(m -> flat.get(m).difference().why().isEmpty())
            .toArray();
    if (members.length == 0) {
      return flat;
    }
    double[] values = new double[members.length];
    double[][] draws = new double[members.length][];
    for (int m = 0; m < members.length; m++) {
      StyleComparison one = flat.get(members[m]);
      values[m] = one.difference().value();
      double[] first = one.first().overallDraws();
      double[] second = one.second().overallDraws();
      draws[m] = IntStream.range(0, first.length).mapToDouble(b -> first[b] - second[b]).toArray();
    }
    Simultaneous intervals = Simultaneous.of(values, draws, freedom);
    List<StyleComparison> out = new ArrayList<>(flat);
    for (int m = 0; m < members.length; m++) {
      out.set(members[m], flat.get(members[m]).within(intervals.intervals().get(m)));
    }
    return out;
  }
}
