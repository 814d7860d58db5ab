package io.stateprint.validity;

import io.stateprint.direction.Auc;
import io.stateprint.score.Columns;
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
    Columns columns = Columns.of(directions);
    double[][] high = columns.along(plus);
    double[][] low = columns.along(minus);
    double sum = 0;
    for (int n = 0; n < directions.length; n++) {
      sum += Auc.wins(column(high, n), column(low, n)) / plus.length / minus.length;
    }
    return sum / directions.length;
  }

  private static double[] column(double[][] matrix, int index) {
    return Arrays.stream(matrix).mapToDouble(row -> row[index]).toArray();
  }
}
