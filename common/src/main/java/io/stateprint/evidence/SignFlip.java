package io.stateprint.evidence;

import java.util.Arrays;

/**
 * The sign-flip test of m mean differences at once: single-step max-T (Westfall and Young 1993) of
 * the paired t statistic. It holds where a unit's differences are as likely as their opposites when
 * nothing differs.
 *
 * @param statistic paired t of each column, (m)
 * @param p of each column, adjusted for all of them, (m)
 * @param exact whether all flips were made, not a random part of them
 */
public record SignFlip(double[] statistic, double[] p, boolean exact) {
  private static final double ROUNDING = 1e-9;
  private static final double LEAST_VARIANCE = 1e-15;

  /** How many flips, and the seed of random ones. */
  public record Draws(int count, long seed) {}

  /** The test where every row is a unit of its own. */
  public static SignFlip of(double[][] differences, Draws draws) {
    int[] own = new int[differences.length];
    Arrays.setAll(own, i -> i);
    return of(differences, own, draws);
  }

  /**
   * The test.
   *
   * @param differences (n, m), finite
   * @param cluster of each row, 0 to clusters - 1: rows of a cluster are flipped together, (n)
   * @param draws random flips; where all distinct flips are no more than that, all are made
   */
  public static SignFlip of(double[][] differences, int[] cluster, Draws draws) {
    TooFewException.require("flip signs", "units", differences.length, 2);
    Sums sums = Sums.of(differences, cluster);
    double[] observed = sums.statistics(Flips.none(sums.clusters()));
    Flips flips = new Flips(sums.clusters(), draws);
    int[] reached = new int[observed.length];
    for (int flip = 0; flip < flips.count(); flip++) {
      double largest = largest(sums.statistics(flips.next()));
      for (int j = 0; j < observed.length; j++) {
        reached[j] += largest >= Math.abs(observed[j]) * (1 - ROUNDING) ? 1 : 0;
      }
    }
    double[] p = new double[observed.length];
    Arrays.setAll(p, j -> flips.p(reached[j]));
    return new SignFlip(observed, p, flips.exact());
  }

  /** The p value of the largest statistic. */
  public double smallestP() {
    return Arrays.stream(p).min().orElse(1);
  }

  /** The largest statistic, without its sign. */
  public double largest() {
    return largest(statistic);
  }

  private static double largest(double[] values) {
    double largest = 0;
    for (double value : values) {
      largest = Math.max(largest, Math.abs(value));
    }
    return largest;
  }

  /**
   * What flips need: sums by cluster, (G, m), and sums of squares, (m), which no flip changes.
   *
   * @param rows n
   */
  private record Sums(int rows, double[][] byCluster, double[] squares) {
    static Sums of(double[][] differences, int[] cluster) {
      int columns = differences[0].length;
      double[][] sums = new double[Arrays.stream(cluster).max().orElse(0) + 1][columns];
      double[] squares = new double[columns];
      for (int i = 0; i < differences.length; i++) {
        for (int j = 0; j < columns; j++) {
          double value = differences[i][j];
          if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("difference %d, %d is %s".formatted(i, j, value));
          }
          sums[cluster[i]][j] += value;
          squares[j] += value * value;
        }
      }
      return new Sums(differences.length, sums, squares);
    }

    int clusters() {
      return byCluster.length;
    }

    double[] statistics(double[] signs) {
      double[] out = new double[squares.length];
      for (int g = 0; g < signs.length; g++) {
        double sign = signs[g];
        double[] sums = byCluster[g];
        for (int j = 0; j < out.length; j++) {
          out[j] += sign * sums[j];
        }
      }
      for (int j = 0; j < out.length; j++) {
        double scatter = Math.max(squares[j] - out[j] * out[j] / rows, LEAST_VARIANCE * squares[j]);
        out[j] = scatter == 0 ? 0 : out[j] / Math.sqrt(rows * scatter / (rows - 1));
      }
      return out;
    }
  }
}
