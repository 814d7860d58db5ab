package io.stateprint.score;

import io.stateprint.inference.Simultaneous;
import io.stateprint.profile.Interval;
import io.stateprint.prompts.Style;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Differences of a style's score between categories, K_{k,c,c'} = P_{k,c} - P_{k,c'}, and its
 * specificity: its matched categories less the rest. All intervals hold at once.
 *
 * @param style which one
 * @param pairs the six differences of four categories, in order of the categories' names
 * @param specificity of the style; no number where it has no matched category among those asked
 * @param why there are none; empty where there are
 */
public record CategoryContrasts(Style style, List<Contrast> pairs, Contrast specificity, String why)
    implements Serializable {
  private static final Map<Style, Set<String>> MATCHED =
      Map.of(
          Style.EMPATHY, Set.of("emotional"),
          Style.CREATIVITY, Set.of("creative"),
          Style.TECHNICALITY, Set.of("support", "analytic"));
  private static final Contrast NONE =
      new Contrast(List.of(), List.of(), Double.NaN, Interval.NONE);

  /**
   * A difference between two groups of categories, each the plain mean of its members.
   *
   * @param of the group
   * @param less the group that is taken off
   * @param value in points of the model's own range
   * @param interval simultaneous over the family
   */
  public record Contrast(List<String> of, List<String> less, double value, Interval interval)
      implements Serializable {}

  /**
   * Computes them; formality has no matched category, so no specificity.
   *
   * @param categories in the order of the headline, (C)
   */
  public static CategoryContrasts of(Headline headline, List<String> categories) {
    if (headline.draws().length == 0) {
      return new CategoryContrasts(headline.style(), List.of(), NONE, headline.percent().why());
    }
    boolean whole = headline.byCategory().stream().allMatch(e -> e.why().isEmpty());
    if (!whole) {
      return new CategoryContrasts(
          headline.style(), List.of(), NONE, "a category has no score with an interval");
    }
    List<List<List<String>>> groups = groups(headline.style(), categories);
    double[] values = new double[groups.size()];
    double[][] draws = new double[groups.size()][headline.overallDraws().length];
    for (int m = 0; m < values.length; m++) {
      double[] signs = signs(groups.get(m), categories);
      for (int c = 0; c < signs.length; c++) {
        values[m] += signs[c] * headline.byCategory().get(c).value();
        for (int b = 0; b < draws[m].length; b++) {
          draws[m][b] += signs[c] * headline.draws()[c][b];
        }
      }
    }
    return named(
        headline.style(), groups, values, Simultaneous.of(values, draws, freedom(headline)));
  }

  /** That of the two categories with the fewest topics: the family is read at the widest. */
  private static int freedom(Headline headline) {
    return IntStream.of(headline.freedom())
        .limit(headline.freedom().length - 1L)
        .sorted()
        .limit(2)
        .sum();
  }

  private static CategoryContrasts named(
      Style style, List<List<List<String>>> groups, double[] values, Simultaneous intervals) {
    List<Contrast> out = new ArrayList<>();
    for (int m = 0; m < values.length; m++) {
      out.add(
          new Contrast(
              groups.get(m).get(0), groups.get(m).get(1), values[m], intervals.intervals().get(m)));
    }
    List<List<String>> last = groups.get(groups.size() - 1);
    boolean matched = last.get(0).size() + last.get(1).size() > 2;
    return new CategoryContrasts(
        style,
        List.copyOf(matched ? out.subList(0, out.size() - 1) : out),
        matched ? out.get(out.size() - 1) : NONE,
        "");
  }

  /** Pairs of groups: every two categories, then the matched ones and the rest. */
  private static List<List<List<String>>> groups(Style style, List<String> categories) {
    List<List<List<String>>> out = new ArrayList<>();
    for (int c = 0; c < categories.size(); c++) {
      for (int other = c + 1; other < categories.size(); other++) {
        out.add(List.of(List.of(categories.get(c)), List.of(categories.get(other))));
      }
    }
    Set<String> matched = MATCHED.getOrDefault(style, Set.of());
    List<String> own = categories.stream().filter(matched::contains).toList();
    List<String> rest = categories.stream().filter(name -> !matched.contains(name)).toList();
    if (own.size() == matched.size() && !own.isEmpty() && own.size() + rest.size() > 2) {
      out.add(List.of(own, rest));
    }
    return out;
  }

  private static double[] signs(List<List<String>> groups, List<String> categories) {
    return categories.stream()
        .mapToDouble(
            name ->
                groups.get(0).contains(name)
                    ? 1.0 / groups.get(0).size()
                    : groups.get(1).contains(name) ? -1.0 / groups.get(1).size() : 0)
        .toArray();
  }
}
