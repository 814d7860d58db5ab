package io.stateprint.page;

import io.stateprint.comparison.AlignmentEffect;
import io.stateprint.comparison.SharedEffect;
import io.stateprint.prompts.Style;
import io.stateprint.report.AlignSection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What alignment changed, the numbers of {@code align}.
 *
 * @param columns ids of the models: base, instruct in the plain format, instruct in its template
 * @param size root mean square of the totals less noise, in points; NaN where nothing is measured
 * @param p of it
 * @param strength in the words of {@code align}; empty where nothing is measured
 * @param styles one a style
 * @param scaled styles on the base model's own scale; those whose axis is shared
 * @param shifts one a layer
 */
public record PageAlign(
    List<String> columns,
    double size,
    double p,
    String strength,
    List<OfStyle> styles,
    List<Scaled> scaled,
    List<AlignSection.Shift> shifts) {

  /**
   * One style.
   *
   * @param style which
   * @param grade the lowest of the columns
   * @param percents one a column
   * @param weights part of the weights, in points; intervals hold for all styles at once
   * @param template part of the template
   * @param total of both
   * @param moved whether the axis itself moved, or is not known (W11)
   */
  public record OfStyle(
      String style,
      String grade,
      List<Curve.Point> percents,
      Curve.Point weights,
      Curve.Point template,
      Curve.Point total,
      boolean moved) {}

  /**
   * A style on the base model's axis and between its own extremes: one scale for all columns.
   *
   * @param style which
   * @param base percent of the base model
   * @param plain percent of instruct in the plain format, on that scale
   * @param plainChange the second less the first, in points; 95% for all styles at once
   * @param chat percent of instruct in its template; NaN where that is not known
   * @param chatChange likewise
   */
  public record Scaled(
      String style,
      Curve.Point base,
      Curve.Point plain,
      Curve.Point plainChange,
      Curve.Point chat,
      Curve.Point chatChange) {}

  private static final Curve.Point NONE = new Curve.Point(Double.NaN, Double.NaN, Double.NaN);

  /** What the page shows of an alignment. */
  public static PageAlign of(AlignSection section) {
    AlignmentEffect effect = section.effect();
    List<OfStyle> styles = new ArrayList<>();
    for (AlignSection.OfStyle one : section.styles()) {
      int at = section.measured().indexOf(one.style());
      styles.add(
          new OfStyle(
              one.style().id(),
              one.grade().name(),
              one.percents().stream().map(Curve.Point::of).toList(),
              effect == null ? NONE : at(effect.weights(), at),
              effect == null || !section.templated() ? NONE : at(effect.template(), at),
              effect == null ? NONE : at(effect.total(), at),
              one.moved()));
    }
    return new PageAlign(
        section.columns().stream().map(column -> column.model().id()).toList(),
        effect == null ? Double.NaN : effect.size(),
        effect == null ? Double.NaN : effect.p(),
        effect == null ? "" : effect.strength().name(),
        styles,
        scaled(section.shared()),
        section.shifts());
  }

  private static List<Scaled> scaled(AlignSection.Shared shared) {
    List<Scaled> out = new ArrayList<>();
    for (Style style : Style.values()) {
      Optional<SharedEffect.OfStyle> plain = of(shared.plain(), style);
      Optional<SharedEffect.OfStyle> chat = of(shared.chat(), style);
      plain
          .or(() -> chat)
          .ifPresent(
              any ->
                  out.add(
                      new Scaled(
                          style.id(),
                          Curve.Point.of(any.base()),
                          other(plain),
                          change(plain),
                          other(chat),
                          change(chat))));
    }
    return out;
  }

  private static Optional<SharedEffect.OfStyle> of(SharedEffect effect, Style style) {
    return effect.styles().stream().filter(row -> row.style() == style).findFirst();
  }

  private static Curve.Point other(Optional<SharedEffect.OfStyle> row) {
    return row.map(found -> Curve.Point.of(found.other())).orElse(NONE);
  }

  private static Curve.Point change(Optional<SharedEffect.OfStyle> row) {
    return row.map(found -> Curve.Point.of(found.difference(), found.interval())).orElse(NONE);
  }

  private static Curve.Point at(AlignmentEffect.Part part, int style) {
    return IntStream.of(style)
        .filter(k -> k >= 0)
        .mapToObj(k -> Curve.Point.of(part.estimates()[k], part.intervals()[k]))
        .findFirst()
        .orElse(NONE);
  }
}
