package io.stateprint.validity;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Styles that mean nothing: prompts are shuffled, and those at odd places swap their plus and minus
 * states. A direction that is made so detects nothing on unseen topics, unless something leaks from
 * training to test. The first deal is by the order of ids, odd against even.
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
    List<Integer> order = new ArrayList<>(IntStream.range(0, prompts).boxed().toList());
    double[][] out = new double[count][prompts];
    for (double[] row : out) {
      for (int i = 0; i < prompts; i++) {
        row[order.get(i)] = i % 2 == 0 ? 1 : -1;
      }
      Collections.shuffle(order, random);
    }
    return out;
  }
}
