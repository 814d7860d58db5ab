package io.stateprint.score;

import io.stateprint.inference.Halves;
import io.stateprint.inference.Quantiles;
import java.util.Arrays;

/**
 * How well a direction would come out again: the cosine between those of two halves of the topics,
 * stepped up to the full number by Spearman and Brown, 2 r / (1 + r); the median over splits. A
 * cosine of 0 or less stays as it is.
 */
public final class Reliability {
  private Reliability() {}

  /** Computes it; NaN where a half has no direction. */
  public static double of(StyleGram gram, Halves halves) {
    double[][] ones = weights(halves, true);
    double[][] twos = weights(halves, false);
    int splits = halves.first().length;
    double[] first = new double[splits];
    double[] second = new double[splits];
    double[] between = new double[splits];
    double[][] rows = new double[2][splits];
    Kernel[] kernels = {new Kernel(ones, 0, splits), new Kernel(twos, 0, splits)};
    for (int p = 0; p < ones.length; p++) {
      for (int k = 0; k < rows.length; k++) {
        Arrays.fill(rows[k], 0);
        kernels[k].add(new double[][] {rows[k]}, new double[][] {gram.square()[p]}, 0, ones.length);
      }
      FoldParts.addProducts(first, ones[p], rows[0]);
      FoldParts.addProducts(second, twos[p], rows[1]);
      FoldParts.addProducts(between, ones[p], rows[1]);
    }
    double[] stepped = new double[splits];
    Arrays.setAll(stepped, n -> steppedUp(between[n] / Math.sqrt(first[n] * second[n])));
    return Quantiles.median(stepped);
  }

  /** Of one half of every split, (P, N). */
  private static double[][] weights(Halves halves, boolean half) {
    int splits = halves.first().length;
    double[][] bySplit = new double[splits][];
    Arrays.setAll(bySplit, n -> halves.weights(n, half));
    return LeaveOut.block(bySplit, 0, splits);
  }

  /** The reliability of the whole from the correlation of its halves. */
  public static double steppedUp(double halves) {
    return halves <= 0 ? halves : 2 * halves / (1 + halves);
  }
}
