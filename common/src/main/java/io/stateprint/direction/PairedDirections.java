package io.stateprint.direction;

import io.stateprint.storage.InputException;
import java.util.Arrays;

/**
 * The paired style directions of one layer: v_k, the weighted mean over prompts of z(+k) - z(-k). A
 * difference of means detects best among simple estimators (AxBench, arXiv 2501.17148, table 1).
 *
 * @param unit v_k, unit length, (K, D)
 * @param unique what is left of v_k after the other three are projected out, unit length, (K, D)
 * @param cosines between the v_k, (K, K)
 */
public record PairedDirections(double[][] unit, double[][] unique, double[][] cosines) {
  private static final double ENTANGLED = 0.7;

  /**
   * Makes them from all prompts. Scores never use these: they use directions of other topics.
   *
   * @param plus states under the amplifying instructions, (K, P, D)
   * @param minus states under the suppressing ones, (K, P, D)
   * @param weights of the prompts, (P)
   * @param signs 1, or -1 where +k is below -k on prompts that a direction has not seen, (K)
   * @throws InputException where the instructions of a style do not move the states
   */
  public static PairedDirections of(
      float[][][] plus, float[][][] minus, double[] weights, int[] signs) {
    double[][] unit = new double[plus.length][];
    for (int k = 0; k < plus.length; k++) {
      double[] sum = new double[plus[k][0].length];
      for (int p = 0; p < weights.length; p++) {
        for (int d = 0; d < sum.length; d++) {
          sum[d] += weights[p] * signs[k] * ((double) plus[k][p][d] - minus[k][p][d]);
        }
      }
      double square = Vectors.dot(sum, sum);
      if (!(square > 0)) {
        throw new InputException(
            "Cannot make a direction of style %d: its two instructions give the same states"
                .formatted(k));
      }
      unit[k] = Vectors.scaled(sum, 1 / Math.sqrt(square));
    }
    return new PairedDirections(unit, unique(unit), cosines(unit));
  }

  /** Whether two styles are not separable: the magnitude of their cosine is above 0.7. */
  public boolean entangled() {
    for (int k = 0; k < cosines.length; k++) {
      for (int j = 0; j < k; j++) {
        if (Math.abs(cosines[k][j]) > ENTANGLED) {
          return true;
        }
      }
    }
    return false;
  }

  /** The share of each direction's squared length in its three largest dimensions, (K). */
  public double[] topShares() {
    return Arrays.stream(unit)
        .mapToDouble(
            v -> {
              double[] squares = Arrays.stream(v).map(x -> x * x).sorted().toArray();
              int from = Math.max(0, squares.length - 3);
              return Arrays.stream(squares, from, squares.length).sum();
            })
        .toArray();
  }

  /** The article's topic contrasts, a_k - mean of the other a_j, unit length, (K, D). */
  public static double[][] contrasts(double[][] anchorMeans) {
    double[] grand = Vectors.meanOf(anchorMeans);
    return Arrays.stream(anchorMeans)
        .map(mean -> Vectors.difference(mean, grand, new int[0]))
        .map(v -> Vectors.scaled(v, 1 / Math.sqrt(Vectors.dot(v, v))))
        .toArray(double[][]::new);
  }

  private static double[][] unique(double[][] unit) {
    double[][] out = new double[unit.length][];
    for (int k = 0; k < unit.length; k++) {
      int own = k;
      double[][] others =
          java.util.stream.IntStream.range(0, unit.length)
              .filter(j -> j != own)
              .mapToObj(j -> unit[j])
              .toArray(double[][]::new);
      double[] left = Nuisance.clean(unit[k], others);
      out[k] = Vectors.scaled(left, 1 / Math.sqrt(Vectors.dot(left, left)));
    }
    return out;
  }

  private static double[][] cosines(double[][] unit) {
    return Arrays.stream(unit)
        .map(v -> Arrays.stream(unit).mapToDouble(u -> Vectors.dot(v, u)).toArray())
        .toArray(double[][]::new);
  }
}
