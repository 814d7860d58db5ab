package io.stateprint.evidence;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Signs for units, one draw after another: all distinct ones where they are few, else random ones.
 */
public final class Flips {
  private static final int MOST_EXACT = 30;

  private final int units;
  private final boolean exact;
  private final int count;
  private final SplittableRandom random;
  private int made;

  /**
   * Signs of some units.
   *
   * @param units that are flipped each as a whole
   * @param draws how many, unless all distinct flips are no more than that
   */
  public Flips(int units, SignFlip.Draws draws) {
    this.units = units;
    this.exact = units <= MOST_EXACT && 1L << (units - 1) <= draws.count() + 1L;
    this.count = exact ? 1 << (units - 1) : draws.count();
    this.random = new SplittableRandom(draws.seed());
  }

  /** How many draws there are. */
  public int count() {
    return count;
  }

  /** Whether they are all distinct flips, the one that flips nothing included. */
  public boolean exact() {
    return exact;
  }

  /** The next signs, each 1 or -1, (units). A flip of all units is taken to be no other. */
  public double[] next() {
    double[] out = none(units);
    for (int g = exact ? 1 : 0; g < units; g++) {
      boolean kept = exact ? ((made >> (g - 1)) & 1) == 0 : random.nextBoolean();
      out[g] = kept ? 1 : -1;
    }
    made++;
    return out;
  }

  /** The p value when so many draws reach what was observed. */
  public double p(int reached) {
    return exact ? reached / (double) count : (1.0 + reached) / (count + 1);
  }

  /** Signs that flip nothing, (units). */
  static double[] none(int units) {
    double[] out = new double[units];
    Arrays.fill(out, 1);
    return out;
  }
}
