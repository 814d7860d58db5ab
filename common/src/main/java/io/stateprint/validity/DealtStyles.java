package io.stateprint.validity;

import java.util.Random;

/**
 * Styles that mean nothing: prompts drawn at random swap their plus and minus states. A direction
 * that is made so detects nothing on unseen topics, unless something leaks from training to test.
 * The first deal is by the order of ids, odd against even. Each prompt is drawn by itself: were
 * half of all prompts to swap, a fold with more of them would be scored along a direction of fewer,
 * and AUC would be below 0.5.
 *
 * <p>The instruction that asks for nothing is no such control: its two texts differ in words, and
 * states of a model that reads them differ too.
 */
public final class DealtStyles {
  /** How many are dealt. */
  public static final int USUAL = 50;

  private DealtStyles() {}

  /**
   * Signs of the prompts under each deal, (count, prompts).
   *
   * @param prompts P
   * @param count of deals
   * @param seed of all but the first
   */
  public static double[][] signs(int prompts, int count, long seed) {
    Random random = new Random(seed);
    double[][] out = new double[count][prompts];
    for (int n = 0; n < count; n++) {
      for (int p = 0; p < prompts; p++) {
        boolean swapped = n == 0 ? p % 2 == 1 : random.nextBoolean();
        out[n][p] = swapped ? -1 : 1;
      }
    }
    return out;
  }
}
