package io.stateprint.profile;

/**
 * The numbers of {@link java.util.Random}, by the formula that its documentation prescribes, for
 * one thread: millions of draws need no atomic one.
 */
final class PlainRandom {
  private static final long FACTOR = 0x5DEECE66DL;
  private static final long MASK = (1L << 48) - 1;

  private long state;

  PlainRandom(long seed) {
    state = (seed ^ FACTOR) & MASK;
  }

  /** A number from 0 to below the bound, which is above 0. */
  int nextInt(int bound) {
    int bits = next();
    int last = bound - 1;
    if ((bound & last) == 0) {
      return (int) ((bound * (long) bits) >> 31);
    }
    int value = bits % bound;
    while (bits - value + last < 0) {
      bits = next();
      value = bits % bound;
    }
    return value;
  }

  /** 31 bits. */
  private int next() {
    state = (state * FACTOR + 0xBL) & MASK;
    return (int) (state >>> 17);
  }
}
