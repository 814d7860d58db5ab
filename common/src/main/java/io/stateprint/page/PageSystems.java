package io.stateprint.page;

import io.stateprint.comparison.SystemPromptFinding;
import io.stateprint.report.SystemPromptSection;
import java.util.List;

/**
 * What system prompts do to a model, the numbers of {@code system-prompt}.
 *
 * @param model id
 * @param prompts that were put under every system prompt
 * @param placebos how many
 * @param texts of the system prompts
 * @param styles one a style
 */
public record PageSystems(
    String model,
    int prompts,
    int placebos,
    List<SystemPromptSection.Named> texts,
    List<OfStyle> styles) {

  /**
   * One style.
   *
   * @param style which
   * @param grade of all that is measured on its scale
   * @param layers at which it can be read, ascending
   * @param findings one a system prompt
   */
  public record OfStyle(String style, String grade, List<Integer> layers, List<Found> findings) {}

  /**
   * The effect of one system prompt.
   *
   * @param id of the system prompt
   * @param effect at each layer, in points
   * @param spread of the placebos at each layer, in points
   * @param plateau mean effect over the last eighth of the depth, with the interval of the family
   * @param p adjusted for layers, styles and prompts
   * @param placeboP share of the placebos that stand as far out
   * @param onset layer; -1 where there is none
   * @param depth verdict
   */
  public record Found(
      String id,
      double[] effect,
      double[] spread,
      Curve.Point plateau,
      double p,
      double placeboP,
      int onset,
      String depth) {}

  /** What the page shows of a model under system prompts. */
  public static PageSystems of(SystemPromptSection section) {
    return new PageSystems(
        section.model().id(),
        section.prompts(),
        section.placebos(),
        section.systems(),
        section.styles().stream()
            .map(
                one ->
                    new OfStyle(
                        one.style().id(),
                        one.grade().name(),
                        one.layers(),
                        one.findings().stream().map(PageSystems::found).toList()))
            .toList());
  }

  private static Found found(SystemPromptFinding one) {
    return new Found(
        one.prompt(),
        one.effect().effect(),
        one.effect().placeboSpread(),
        Curve.Point.of(one.effect().plateau(), one.familyInterval()),
        one.familyP(),
        one.effect().placeboP(),
        one.effect().onset(),
        one.depth().name());
  }
}
