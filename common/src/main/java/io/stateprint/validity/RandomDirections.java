package io.stateprint.validity;

import io.stateprint.direction.Auc;
import io.stateprint.score.Columns;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * A negative control: how well directions that mean nothing tell plus from minus states. One of
 * them may do so well, for in a space of few effective dimensions any direction has some of the
 * style's; but it points one way as often as the other, so the mean over many is 0.5.
 */
public final class RandomDirections {
  /**
   * How many directions are drawn. The AUC of one scatters by up to 0.2 where a style's range is
   * wide, so the mean of 20 has an error as wide as the bound of 0.05; that of 100 has not.
   */
  public static final int USUAL = 100;

  private RandomDirections() {}

  /**
   * Gaussian directions, (N, D), 0 in massive dimensions: where one dimension dwarfs all others,
   * all directions would be the same one, either way round.
   */
  public static double[][] gaussian(int count, int width, int[] massive, long seed) {
    Random random = new Random(seed);
    double[][] out = new double[count][width];
    for (double[] direction : out) {
      Arrays.setAll(direction, d -> random.nextGaussian());
      for (int d : massive) {
        direction[d] = 0;
      }
    }
    return out;
  }

  /**
   * AUC of each, (N).
   *
   * @param plus states, (P, D)
   * @param minus states, (P, D)
   * @param directions (N, D)
   */
  public static double[] aucs(float[][] plus, float[][] minus, double[][] directions) {
    Columns columns = Columns.of(directions);
    double[][] high = columns.along(plus);
    double[][] low = columns.along(minus);
    return IntStream.range(0, directions.length)
        .mapToDouble(n -> Auc.wins(column(high, n), column(low, n)) / plus.length / minus.length)
        .toArray();
  }

  private static double[] column(double[][] matrix, int index) {
    return Arrays.stream(matrix).mapToDouble(row -> row[index]).toArray();
  }
}
