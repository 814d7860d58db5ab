package io.stateprint.profile;

/**
 * The numbers of {@link java.util.Random}, by the formula that its documentation prescribes, for
 * one thread: millions of draws need no atomic one.
 */
final class PlainRandom {
  private static final long FACTOR = 0x5DEECE66DL;
  private static final int BITS = 31;

  /** Its lower 48 bits are the generator's; what is above them never comes down. */
  private long state;

  PlainRandom(long seed) {
    state = seed ^ FACTOR;
  }

  /**
   * A bound that many numbers are below of, with what takes the place of a division (Granlund and
   * Montgomery 1994): n / bound is n * factor / 2^shift, rounded down, for all n of 31 bits.
   */
  record Bound(int bound, long factor, int shift) {
    /** Of a number above 0. */
    static Bound of(int bound) {
      int shift = BITS + Integer.SIZE - Integer.numberOfLeadingZeros(bound - 1);
      long power = 1L << shift;
      return new Bound(bound, power / bound + (power % bound == 0 ? 0 : 1), shift);
    }

    private int remainder(int number) {
      return number - (int) ((number * factor) >>> shift) * bound;
    }
  }

  /** A number from 0 to below the bound, which is above 0. */
  int nextInt(int bound) {
    return nextInt(Bound.of(bound));
  }

  /** A number from 0 to below the bound. */
  int nextInt(Bound below) {
    int bound = below.bound();
    int bits = next();
    int last = bound - 1;
    if ((bound & last) == 0) {
      return (int) ((bound * (long) bits) >> BITS);
    }
    int value = below.remainder(bits);
    while (bits - value + last < 0) {
      bits = next();
      value = below.remainder(bits);
    }
    return value;
  }

  /** Leaves a number out. */
  void skip() {
    state = state * FACTOR + 0xBL;
  }

  /** 31 bits. */
  private int next() {
    skip();
    return (int) (state >>> 17) & Integer.MAX_VALUE;
  }
}
