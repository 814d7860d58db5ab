package io.stateprint.jobs.style;

import io.stateprint.inference.Draws;
import io.stateprint.prompts.Style;

/**
 * How many states a layer has, and what memory it takes to read it: the states, and products of all
 * prompts with each other.
 *
 * @param prompts scored, P
 * @param neutral states of the calibration set, Q
 * @param rows states of all texts under all conditions, R
 */
record LayerNeed(long prompts, long neutral, long rows) {
  private static final long MATRICES = 28;
  private static final long OBJECTS = 160;

  /**
   * Bytes at most, as measured by {@code PersonalityBench}: R states of D float32; the products (P,
   * P) of float64, 18 of the layer itself and 10 that are laid out anew; two of each style with the
   * neutral states; weights of the prompts in draws and permutations.
   *
   * @param width of a state, D
   */
  long bytes(int width) {
    long styles = Style.values().length;
    return rows * (width * (long) Float.BYTES + OBJECTS)
        + Double.BYTES
            * prompts
            * (MATRICES * prompts + 2 * styles * neutral + width + 2L * Draws.USUAL);
  }
}
