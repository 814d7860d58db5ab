package io.stateprint.inference;

import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * False discovery rate of a family of tests (Benjamini and Hochberg 1995, JRSS B 57:289). For
 * exploration only; what is found this way is labelled exploratory.
 */
public final class BenjaminiHochberg {
  /** The rate below which an exploratory finding is shown. */
  public static final double RATE = 0.10;

  private BenjaminiHochberg() {}

  /** Adjusted p-values: a member is found at rate q where its value is at most q, (M). */
  public static double[] adjusted(double[] p) {
    int[] order =
        IntStream.range(0, p.length)
            .boxed()
            .sorted(Comparator.comparingDouble(m -> -p[m]))
            .mapToInt(Integer::intValue)
            .toArray();
    double[] out = new double[p.length];
    double least = 1;
    for (int rank = 0; rank < order.length; rank++) {
      least = Math.min(least, p[order[rank]] * p.length / (p.length - rank));
      out[order[rank]] = least;
    }
    return out;
  }
}
