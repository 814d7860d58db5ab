package io.stateprint.score;

import io.stateprint.inference.Halves;
import io.stateprint.inference.Quantiles;

/**
 * How well a direction would come out again: the cosine between those of two halves of the topics,
 * stepped up to the full number by Spearman and Brown, 2 r / (1 + r); the median over splits. A
 * cosine of 0 or less stays as it is.
 */
public final class Reliability {
  private Reliability() {}

  /** Computes it; NaN where a half has no direction. */
  public static double of(StyleGram gram, Halves halves) {
    double[] stepped = new double[halves.first().length];
    for (int n = 0; n < stepped.length; n++) {
      double[] one = halves.weights(n, true);
      double[] two = halves.weights(n, false);
      double lengths =
          LayerGram.product(gram.square(), one, one) * LayerGram.product(gram.square(), two, two);
      stepped[n] = steppedUp(LayerGram.product(gram.square(), one, two) / Math.sqrt(lengths));
    }
    return Quantiles.median(stepped);
  }

  /** The reliability of the whole from the correlation of its halves. */
  public static double steppedUp(double halves) {
    return halves <= 0 ? halves : 2 * halves / (1 + halves);
  }
}
