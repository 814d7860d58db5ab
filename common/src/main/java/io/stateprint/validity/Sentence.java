package io.stateprint.validity;

import io.stateprint.inference.Reasons;
import io.stateprint.profile.Interval;
import io.stateprint.prompts.Style;
import io.stateprint.score.StyleComparison;
import java.util.List;
import java.util.Locale;

/**
 * The sentence that compares two models in a style, where its gates allow it: both have a score, no
 * grade is X, the family's interval of the difference leaves 0 out, and the lower end of the lower
 * score is 20 or more. The higher model comes first.
 *
 * @param said whether the gates allow it
 * @param text the sentence, or the reason why it is not said
 */
public record Sentence(boolean said, String text) {
  private static final List<String> RUSSIAN =
      List.of("эмпатичнее", "техничнее", "креативнее", "формальнее");
  private static final List<String> ENGLISH =
      List.of("more empathic", "more technical", "more creative", "more formal");
  private static final List<String> RUSSIAN_NAMES =
      List.of("эмпатия", "техничность", "креативность", "формальность");

  /**
   * In Russian.
   *
   * @param comparison of A with B
   * @param first name of A
   * @param second name of B
   * @param grade the lower of the two headlines' grades
   */
  public static Sentence russian(
      StyleComparison comparison, String first, String second, Grade grade) {
    return of(comparison, List.of(first, second), grade, true);
  }

  /** In English; parameters as in Russian. */
  public static Sentence english(
      StyleComparison comparison, String first, String second, Grade grade) {
    return of(comparison, List.of(first, second), grade, false);
  }

  private static Sentence of(
      StyleComparison comparison, List<String> names, Grade grade, boolean russian) {
    boolean swap = comparison.difference().value() < 0;
    StyleComparison ordered = swap ? comparison.swapped() : comparison;
    List<String> order = swap ? List.of(names.get(1), names.get(0)) : names;
    String obstacle = obstacle(ordered, order, grade, russian);
    return obstacle.isEmpty()
        ? new Sentence(true, text(ordered, order, grade, russian))
        : new Sentence(false, obstacle);
  }

  private static String obstacle(
      StyleComparison comparison, List<String> names, Grade grade, boolean russian) {
    String style = name(comparison.style(), russian);
    if (!comparison.difference().why().isEmpty()) {
      String why = Reasons.in(comparison.difference().why(), russian ? "ru" : "en");
      return russian
          ? "%s: нет оценки (%s)".formatted(style, why)
          : "%s: no score (%s)".formatted(style, why);
    }
    if (grade == Grade.X) {
      return russian
          ? "%s: не доверять, проверка не пройдена (надёжность X)".formatted(style)
          : "%s: do not trust, a check failed (grade X)".formatted(style);
    }
    if (!comparison.distinguishable()) {
      return (russian
              ? "%s: %s и %s не различимы (%s)"
              : "%s: %s and %s are not distinguishable (%s)")
          .formatted(style, names.get(0), names.get(1), points(comparison, russian));
    }
    if (!comparison.relative().present()) {
      return (russian
              ? "%s: %s выше %s на %s; относительная разность не определена (W25)"
              : "%s: %s is above %s by %s; relative difference undefined (W25)")
          .formatted(style, names.get(0), names.get(1), points(comparison, russian));
    }
    return "";
  }

  private static String text(
      StyleComparison comparison, List<String> names, Grade grade, boolean russian) {
    String form =
        russian
            ? "%s на %.0f%% %s %s (P=%.1f против %.1f; %s; g=%.1f; CL=%.2f; надёжность %s)%s"
            : "%s is %.0f%% %s than %s (P=%.1f against %.1f; %s; g=%.1f; CL=%.2f; grade %s)%s";
    return String.format(
        Locale.ROOT,
        form,
        names.get(0),
        comparison.relative().value(),
        (russian ? RUSSIAN : ENGLISH).get(comparison.style().index()),
        names.get(1),
        comparison.first().percent().value(),
        comparison.second().percent().value(),
        points(comparison, russian),
        comparison.hedges(),
        comparison.common().value(),
        grade,
        warning(comparison, russian));
  }

  private static String points(StyleComparison comparison, boolean russian) {
    Interval interval = comparison.simultaneous();
    return String.format(
        Locale.ROOT,
        "%+.1f %s [%.1f; %.1f]",
        comparison.difference().value(),
        russian ? "п.п." : "pts",
        interval.low(),
        interval.high());
  }

  private static String warning(StyleComparison comparison, boolean russian) {
    if (!comparison.amplitudesDiffer()) {
      return "";
    }
    return russian
        ? " W09: процент один, размах очень разный"
        : " W09: same percent, very different amplitude";
  }

  private static String name(Style style, boolean russian) {
    return russian ? RUSSIAN_NAMES.get(style.index()) : style.id();
  }
}
