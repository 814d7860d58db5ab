package io.stateprint.validity;

import io.stateprint.direction.Auc;
import java.util.Arrays;
import java.util.Random;

/**
 * A negative control: how well directions that mean nothing tell plus from minus states. The mean
 * over many is near 0.5, for each points one way as often as the other.
 */
public final class RandomDirections {
  /** How many directions are drawn. */
  public static final int USUAL = 20;

  private RandomDirections() {}

  /** Gaussian directions, (N, D). */
  public static double[][] gaussian(int count, int width, long seed) {
    Random random = new Random(seed);
    double[][] out = new double[count][width];
    for (double[] direction : out) {
      Arrays.setAll(direction, d -> random.nextGaussian());
    }
    return out;
  }

  /**
   * Mean AUC.
   *
   * @param plus states, (P, D)
   * @param minus states, (P, D)
   * @param directions (N, D)
   */
  public static double auc(float[][] plus, float[][] minus, double[][] directions) {
    double sum = 0;
    for (double[] direction : directions) {
      double wins = Auc.wins(along(plus, direction), along(minus, direction));
      sum += wins / plus.length / minus.length;
    }
    return sum / directions.length;
  }

  private static double[] along(float[][] states, double[] direction) {
    return Arrays.stream(states)
        .mapToDouble(
            state -> {
              double sum = 0;
              for (int d = 0; d < state.length; d++) {
                sum += state[d] * direction[d];
              }
              return sum;
            })
        .toArray();
  }
}
