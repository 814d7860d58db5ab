package io.stateprint.choice;

import java.io.Serializable;

/**
 * A feature's value as 0 (useless) to 1 (as good as can be) (Derringer and Suich 1980, Journal of
 * Quality Technology 12:214).
 *
 * @param better which way
 * @param low knot: below it nothing changes
 * @param target where a target is 1; unused otherwise
 * @param high knot: above it nothing changes
 * @param shape exponent: above 1 asks for more, below 1 for less
 */
public record Desirability(Better better, double low, double target, double high, double shape)
    implements Serializable {
  /** Which values are wanted. */
  public enum Better {
    /** 0 up to low, 1 from high on. */
    HIGHER,
    /** 1 up to low, 0 from high on. */
    LOWER,
    /** 1 at the target, 0 at low and high and outside. */
    TARGET
  }

  /** The desirability of a value; 0 of NaN: what is not there is of no use. */
  public double of(double value) {
    double part =
        switch (better) {
          case HIGHER -> (value - low) / (high - low);
          case LOWER -> (high - value) / (high - low);
          case TARGET ->
              value <= target ? (value - low) / (target - low) : (high - value) / (high - target);
        };
    return Double.isNaN(part) ? 0 : Math.pow(Math.min(1, Math.max(0, part)), shape);
  }
}
