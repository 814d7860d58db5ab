package io.stateprint.drift;

import io.stateprint.validity.Colour;
import java.io.Serializable;

/**
 * Whether the same build gives the same states again (V19).
 *
 * @param same whether all components are equal to the bit
 * @param largest relative distance |a - b| / |a| of a state of the second pass to that of the first
 */
public record Replay(boolean same, double largest) implements Serializable {
  private static final double AMBER = 1e-5;

  /**
   * Compares two passes.
   *
   * @param first states, (any, D)
   * @param second of the same prompts and layers, (any, D)
   */
  public static Replay of(float[][] first, float[][] second) {
    UnlikeRunsException.require("a number of states of", first.length, second.length);
    boolean same = true;
    double largest = 0;
    for (int i = 0; i < first.length; i++) {
      UnlikeRunsException.require("states of width", first[i].length, second[i].length);
      double off = 0;
      double length = 0;
      for (int d = 0; d < first[i].length; d++) {
        same &= Float.floatToRawIntBits(first[i][d]) == Float.floatToRawIntBits(second[i][d]);
        double difference = (double) first[i][d] - second[i][d];
        off += difference * difference;
        length += (double) first[i][d] * first[i][d];
      }
      largest = Math.max(largest, off == 0 ? 0 : Math.sqrt(off / length));
    }
    return new Replay(same, largest);
  }

  /** Green: to the bit; amber: within 1e-5; red: worse, or not finite. */
  public Colour colour() {
    if (same) {
      return Colour.GREEN;
    }
    return largest <= AMBER ? Colour.AMBER : Colour.RED;
  }
}
