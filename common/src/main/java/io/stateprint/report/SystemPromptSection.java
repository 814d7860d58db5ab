package io.stateprint.report;

import io.stateprint.comparison.SystemPromptFinding;
import io.stateprint.inference.Estimate;
import io.stateprint.prompts.Style;
import io.stateprint.validity.Grade;
import io.stateprint.validity.ValidityTest;
import java.util.List;

/**
 * What system prompts do to one model.
 *
 * @param model what it is
 * @param pooling of the states
 * @param prompts that were put under every system prompt
 * @param systems the real ones
 * @param placebos how many placebos
 * @param baseline what effects are measured from
 * @param styles one a style
 * @param warnings codes that hold for the model
 */
public record SystemPromptSection(
    ModelSection model,
    String pooling,
    int prompts,
    List<Named> systems,
    int placebos,
    Baseline baseline,
    List<OfStyle> styles,
    List<String> warnings) {

  /** A system prompt. */
  public record Named(String id, String text) {}

  /**
   * The condition without a system prompt.
   *
   * @param opening what the chat template puts before the user's text
   * @param own the model's own system prompt by configuration; empty where there is none
   * @param silent the system prompt that the template inserts by itself; empty where it does not
   */
  public record Baseline(String opening, String own, String silent) {}

  /**
   * Effects on one style.
   *
   * @param style which style
   * @param percent where the model stands without a system prompt
   * @param grade of that number, and of all that is measured on its scale
   * @param failed the checks that are red
   * @param layers at which the style can be read, ascending
   * @param findings one a system prompt; empty where too few layers can be read
   */
  public record OfStyle(
      Style style,
      Estimate percent,
      Grade grade,
      List<ValidityTest> failed,
      List<Integer> layers,
      List<SystemPromptFinding> findings) {}

  /**
   * A model that is not measured.
   *
   * @param id of the model
   * @param why {@code plain}, {@code template} or {@code unsampled}
   */
  public record LeftOut(String id, String why) {}
}
