package io.stateprint.comparison;

import io.stateprint.inference.Estimate;
import io.stateprint.inference.Simultaneous;
import io.stateprint.personality.Personality;
import io.stateprint.profile.Interval;
import io.stateprint.prompts.Style;
import io.stateprint.score.Headline;
import io.stateprint.score.LayerScore;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * What alignment changed on one scale for both models: the base model's axis and its own two
 * extremes, over its band. It may be taken only where the axis is shared; elsewhere the cosine of
 * the axes is the result (W11).
 *
 * @param styles one row a style that has it, in the order of {@link Style}
 */
public record SharedEffect(List<OfStyle> styles) implements Serializable {
  /**
   * One style.
   *
   * @param style which one
   * @param base percent of the base model
   * @param other percent of the other model on the same scale
   * @param difference of the two, in points of the base model's range
   * @param interval of the difference, 95% for all rows at once
   */
  public record OfStyle(
      Style style, Estimate base, Estimate other, double difference, Interval interval)
      implements Serializable {}

  public SharedEffect {
    styles = List.copyOf(styles);
  }

  /**
   * Measures it.
   *
   * @param base the model whose scale it is
   * @param other percents of the other model on that scale, layer by layer, from the same draws
   * @param shared whether a style's axis is shared
   */
  public static SharedEffect of(Personality base, List<LayerScore> other, Predicate<Style> shared) {
    List<OfStyle> rows = new ArrayList<>();
    List<double[]> draws = new ArrayList<>();
    int freedom = 0;
    for (Style style : Style.values()) {
      Headline own = base.of(style).headline();
      if (own.percent().present() && shared.test(style)) {
        Headline theirs = Headline.of(own.band(), other);
        if (theirs.percent().present()) {
          double difference = theirs.percent().value() - own.percent().value();
          rows.add(new OfStyle(style, own.percent(), theirs.percent(), difference, Interval.NONE));
          draws.add(less(theirs.overallDraws(), own.overallDraws()));
          freedom = own.overallFreedom();
        }
      }
    }
    return rows.isEmpty() ? new SharedEffect(rows) : new SharedEffect(joint(rows, draws, freedom));
  }

  private static List<OfStyle> joint(List<OfStyle> rows, List<double[]> draws, int freedom) {
    List<Interval> intervals =
        Simultaneous.of(
                rows.stream().mapToDouble(OfStyle::difference).toArray(),
                draws.toArray(double[][]::new),
                freedom)
            .intervals();
    return IntStream.range(0, rows.size())
        .mapToObj(
            k -> {
              OfStyle row = rows.get(k);
              return new OfStyle(
                  row.style(), row.base(), row.other(), row.difference(), intervals.get(k));
            })
        .toList();
  }

  private static double[] less(double[] one, double[] other) {
    return IntStream.range(0, one.length).mapToDouble(b -> one[b] - other[b]).toArray();
  }
}
