package io.stateprint.page;

import io.stateprint.geometry.LayerLikeness;
import io.stateprint.geometry.Likeness;
import io.stateprint.report.PairSection;
import io.stateprint.report.StylePair;
import io.stateprint.report.Unlikeness;
import io.stateprint.score.StyleComparison;
import io.stateprint.validity.Check;
import io.stateprint.validity.Pitfall;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Two models on the same prompts, the numbers of {@code compare}.
 *
 * @param a id of the first model
 * @param b id of the second one
 * @param unlike what differs between them beside their weights
 * @param styles one a style
 * @param layers how alike their layouts are, by depth; none where that was not computed
 * @param warnings codes
 */
public record PagePair(
    String a,
    String b,
    List<String> unlike,
    List<OfStyle> styles,
    List<Alike> layers,
    List<String> warnings) {

  /**
   * One style.
   *
   * @param style which
   * @param finding DIFFERENT, ALIKE, UNTRUSTED or UNMEASURED
   * @param grade the lower of both
   * @param first score of the first model
   * @param second score of the second one
   * @param difference first less second, in points, with the interval of all four styles at once
   * @param relative percents by which the first is above the second
   * @param reverse percents by which the second is above the first
   * @param hedges g of the per-prompt scores
   * @param common chance that the first scores higher on a prompt
   * @param amplitudes range of the first over that of the second
   * @param categories paired differences by category, each with an interval of its own
   * @param red checks that failed in one of them
   * @param sentences by language: what is said of it, or why nothing is
   */
  public record OfStyle(
      String style,
      String finding,
      String grade,
      Curve.Point first,
      Curve.Point second,
      Curve.Point difference,
      Curve.Point relative,
      Curve.Point reverse,
      double hedges,
      Curve.Point common,
      double amplitudes,
      Map<String, Curve.Point> categories,
      List<String> red,
      Map<String, String> sentences) {}

  /**
   * Two layers of the same relative depth.
   *
   * @param first layer of the first model, 0-based
   * @param second layer of the second one
   * @param depth of the first
   * @param cka debiased CKA
   * @param rsa correlation of distances
   * @param style the same in the space of the four styles
   */
  public record Alike(
      int first, int second, double depth, Measure cka, Measure rsa, Measure style) {}

  /**
   * A measure of likeness.
   *
   * @param e value
   * @param l lower end of its interval
   * @param h upper end
   * @param x expected from the categories alone
   * @param p of that
   * @param beyond whether it is more than the categories give, at the exploratory rate over depths
   */
  public record Measure(double e, double l, double h, double x, double p, boolean beyond) {
    private static Measure of(Likeness one, boolean beyond) {
      return new Measure(
          one.value(),
          one.interval().low(),
          one.interval().high(),
          one.expected(),
          one.p(),
          beyond);
    }
  }

  /** What the page shows of a comparison. */
  public static PagePair of(PairSection pair) {
    List<String> names = List.of(pair.first().id(), pair.second().id());
    List<String> warnings = new ArrayList<>(pair.pitfalls().stream().map(Pitfall::name).toList());
    for (StylePair one : pair.styles()) {
      one.pitfalls().stream()
          .map(Pitfall::name)
          .filter(code -> !warnings.contains(code))
          .forEach(warnings::add);
    }
    return new PagePair(
        names.get(0),
        names.get(1),
        Unlikeness.of(pair.first(), pair.second()).stream().map(Enum::name).toList(),
        pair.styles().stream().map(one -> style(one, names, pair.asked().categories())).toList(),
        alike(pair.layers()),
        warnings.stream().sorted().toList());
  }

  private static OfStyle style(StylePair one, List<String> names, List<String> categories) {
    StyleComparison comparison = one.comparison();
    Map<String, Curve.Point> byCategory = new LinkedHashMap<>();
    for (int c = 0; c < comparison.categories(); c++) {
      byCategory.put(categories.get(c), Curve.Point.of(comparison.ofCategory(c)));
    }
    return new OfStyle(
        one.style().id(),
        one.finding().name(),
        one.grade().name(),
        Curve.Point.of(one.first().headline().percent()),
        Curve.Point.of(one.second().headline().percent()),
        Curve.Point.of(comparison.difference().value(), comparison.simultaneous()),
        Curve.Point.of(comparison.relative()),
        Curve.Point.of(comparison.reverse()),
        comparison.hedges(),
        Curve.Point.of(comparison.common()),
        comparison.amplitudes(),
        byCategory,
        one.red().stream().map(Check::name).toList(),
        Map.of(
            "en", one.sentence("en", names).text(),
            "ru", one.sentence("ru", names).text()));
  }

  private static List<Alike> alike(List<LayerLikeness> layers) {
    boolean[] cka = LayerLikeness.beyond(layers, LayerLikeness::cka);
    boolean[] rsa = LayerLikeness.beyond(layers, LayerLikeness::rsa);
    boolean[] style = LayerLikeness.beyond(layers, LayerLikeness::style);
    return IntStream.range(0, layers.size())
        .mapToObj(
            l -> {
              LayerLikeness one = layers.get(l);
              return new Alike(
                  one.first(),
                  one.second(),
                  one.firstDepth(),
                  Measure.of(one.cka(), cka[l]),
                  Measure.of(one.rsa(), rsa[l]),
                  Measure.of(one.style(), style[l]));
            })
        .toList();
  }
}
