package io.stateprint.score;

import io.stateprint.prompts.Style;
import io.stateprint.storage.InputException;

/**
 * The states of one layer and pooling that a score is made from. Prompts are in the same order
 * everywhere.
 *
 * @param layer the block, 0-based
 * @param depth (layer + 1) / layers of the model, in (0, 1]
 * @param base under no instruction, (P, D)
 * @param plus under the instruction that amplifies each style, (K, P, D)
 * @param minus under the one that suppresses it, (K, P, D)
 */
public record LayerStates(
    int layer, double depth, float[][] base, float[][][] plus, float[][][] minus) {
  public LayerStates {
    if (plus.length != Style.values().length || minus.length != plus.length) {
      throw new IllegalArgumentException(
          "%d and %d styles, %d are measured"
              .formatted(plus.length, minus.length, Style.values().length));
    }
    int width = base.length == 0 || base[0] == null ? 0 : base[0].length;
    require(layer, "default", base, base.length, width);
    for (Style style : Style.values()) {
      require(layer, "+" + style.id(), plus[style.index()], base.length, width);
      require(layer, "-" + style.id(), minus[style.index()], base.length, width);
    }
  }

  /** P. */
  public int prompts() {
    return base.length;
  }

  /** D. */
  public int width() {
    return base[0].length;
  }

  /**
   * Refuses states that are missing, of another width, or not finite.
   *
   * @param condition that they were sampled under, for messages
   * @param states of the prompts, (P, D)
   * @param prompts P that is expected
   * @param width D that is expected
   */
  public static void require(
      int layer, String condition, float[][] states, int prompts, int width) {
    if (states.length != prompts || prompts == 0) {
      throw new InputException(
          "Cannot score layer %d: %d prompts under default, %d under %s"
              .formatted(layer, prompts, states.length, condition));
    }
    for (int p = 0; p < prompts; p++) {
      String problem = problem(states[p], width);
      if (!problem.isEmpty()) {
        throw new InputException(
            "Cannot score layer %d: the state of prompt %d under %s %s"
                .formatted(layer, p, condition, problem));
      }
    }
  }

  private static String problem(float[] state, int width) {
    if (state == null) {
      return "is missing";
    }
    if (state.length != width) {
      return "has %d components, %d are expected".formatted(state.length, width);
    }
    for (float value : state) {
      if (!Float.isFinite(value)) {
        return "is not finite";
      }
    }
    return "";
  }
}
