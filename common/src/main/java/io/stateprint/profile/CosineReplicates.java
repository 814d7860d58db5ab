package io.stateprint.profile;

import io.stateprint.profile.LayerScores.AnchorGeometry;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Mean centred cosines under draws of prompts and anchors, in Gram space: no work in D dimensions.
 * With a_k the weighted mean of style k's frames and m the mean of the a_k, cos(z - m, a_k - m)
 * needs only the inner products of frames with each other and with z. Some draws go through some
 * prompts together, so that these are in the processor's cache; each category's sum runs over its
 * prompts in their order, and the mean of all is that of the categories.
 */
final class CosineReplicates {
  private static final int STYLES = 4;

  /** Draws that go through the prompts together: as many times P weights are in memory. */
  private static final int DRAWS = 8;

  private static final int PROMPTS = 512;

  private final LayerScores scores;
  private final Resampling resampling;
  private final int[] categoryOf;
  private final int categories;

  CosineReplicates(LayerScores scores, Resampling resampling) {
    this.scores = scores;
    this.resampling = resampling;
    this.categoryOf = resampling.clusters().categoryOf();
    this.categories = resampling.clusters().categories().size();
  }

  /**
   * Means in every draw by category, then by all with equal weights of categories, (C + 1, K, R).
   */
  double[][][] all() {
    double[][][] all = new double[categories + 1][STYLES][resampling.replicates()];
    Resampling.Draws draws = resampling.draws();
    double[][] weights = new double[DRAWS][categoryOf.length];
    double[] frames = new double[scores.anchors().frameStyle().length];
    for (int first = 0; first < resampling.replicates(); first += DRAWS) {
      int count = Math.min(DRAWS, resampling.replicates() - first);
      Means[] means = new Means[count];
      for (int r = 0; r < count; r++) {
        draws.next(weights[r], frames);
        means[r] = new Means(Centre.of(scores.anchors(), frames));
      }
      for (int from = 0; from < categoryOf.length; from += PROMPTS) {
        int to = Math.min(categoryOf.length, from + PROMPTS);
        for (int r = 0; r < count; r++) {
          means[r].add(weights[r], from, to);
        }
      }
      for (int r = 0; r < count; r++) {
        put(means[r].of(weights[r]), all, first + r);
      }
    }
    return all;
  }

  private static void put(double[][] means, double[][][] all, int replicate) {
    for (int c = 0; c < all.length; c++) {
      for (int k = 0; k < STYLES; k++) {
        all[c][k][replicate] = means[c][k];
      }
    }
  }

  /** Means in one draw, (C + 1, K). */
  double[][] means(double[] promptWeights, double[] frameWeights) {
    Means means = new Means(Centre.of(scores.anchors(), frameWeights));
    for (int from = 0; from < categoryOf.length; from += PROMPTS) {
      means.add(promptWeights, from, Math.min(categoryOf.length, from + PROMPTS));
    }
    return means.of(promptWeights);
  }

  /** The means of a draw while prompts are added. */
  private final class Means {
    private final Centre centre;
    private final double[][] sums = new double[categories][STYLES];

    Means(Centre centre) {
      this.centre = centre;
    }

    /** Adds the next prompts; one of weight 0 adds 0. */
    void add(double[] weights, int from, int to) {
      double[][] parts = centre.cosines(scores, from, to);
      for (double[] part : parts) {
        for (int i = 0; i < part.length; i++) {
          part[i] = weights[from + i] * part[i];
        }
      }
      for (int i = from; i < to; ) {
        int end = i + 1;
        while (end < to && categoryOf[end] == categoryOf[i]) {
          end++;
        }
        add(parts, sums[categoryOf[i]], i - from, end - from);
        i = end;
      }
    }

    /** Adds parts to the sums of the styles, side by side. */
    private static void add(double[][] parts, double[] sums, int from, int to) {
      double zero = sums[0];
      double one = sums[1];
      double two = sums[2];
      double three = sums[3];
      for (int i = from; i < to; i++) {
        zero += parts[0][i];
        one += parts[1][i];
        two += parts[2][i];
        three += parts[3][i];
      }
      sums[0] = zero;
      sums[1] = one;
      sums[2] = two;
      sums[3] = three;
    }

    /** The sums; where one is no number, a prompt of weight 0 may have made it so. */
    double[][] of(double[] weights) {
      boolean finite =
          Arrays.stream(sums).flatMapToDouble(Arrays::stream).allMatch(Double::isFinite);
      return withMean(finite ? sums : ofDrawn(weights));
    }

    /** The same, and behind them their mean. */
    private double[][] withMean(double[][] byCategory) {
      double[][] all = Arrays.copyOf(byCategory, categories + 1);
      all[categories] = new double[STYLES];
      for (double[] category : byCategory) {
        for (int k = 0; k < STYLES; k++) {
          all[categories][k] += category[k] / categories;
        }
      }
      return all;
    }

    private double[][] ofDrawn(double[] weights) {
      double[][] drawn = new double[categories][STYLES];
      for (int p = 0; p < weights.length; p++) {
        if (weights[p] != 0) {
          double[][] cosines = centre.cosines(scores, p, p + 1);
          for (int k = 0; k < STYLES; k++) {
            drawn[categoryOf[p]][k] += weights[p] * cosines[k][0];
          }
        }
      }
      return drawn;
    }
  }

  /** What of a draw of frames does not depend on the prompt. */
  private record Centre(
      double[] weights, int[][] drawn, double[] toMean, double[] lengths, double square) {
    static Centre of(AnchorGeometry anchors, double[] weights) {
      double[][] products = new double[STYLES][STYLES];
      int[] style = anchors.frameStyle();
      for (int f = 0; f < weights.length; f++) {
        if (weights[f] != 0) {
          for (int g = 0; g < weights.length; g++) {
            products[style[f]][style[g]] += weights[f] * weights[g] * anchors.gram()[f][g];
          }
        }
      }
      double[] toMean = new double[STYLES];
      double square = 0;
      for (int k = 0; k < STYLES; k++) {
        for (int j = 0; j < STYLES; j++) {
          toMean[k] += products[k][j] / STYLES;
        }
        square += toMean[k] / STYLES;
      }
      double[] lengths = new double[STYLES];
      for (int k = 0; k < STYLES; k++) {
        lengths[k] = Math.sqrt(products[k][k] - 2 * toMean[k] + square);
      }
      return new Centre(weights.clone(), drawn(style, weights), toMean, lengths, square);
    }

    /** Frames of each style that were drawn, in their order. */
    private static int[][] drawn(int[] frameStyle, double[] weights) {
      return IntStream.range(0, STYLES)
          .mapToObj(
              style ->
                  IntStream.range(0, weights.length)
                      .filter(f -> frameStyle[f] == style && weights[f] != 0)
                      .toArray())
          .toArray(int[][]::new);
    }

    /** Of some prompts, (K, to - from). */
    double[][] cosines(LayerScores scores, int from, int to) {
      int count = to - from;
      double[][] out = new double[STYLES][count];
      for (int k = 0; k < STYLES; k++) {
        add(out[k], drawn[k], scores.prompts().frameDots(), from);
      }
      double[] squares = scores.prompts().square();
      double[] means = new double[count];
      double[] scales = new double[count];
      for (int i = 0; i < count; i++) {
        double mean = (out[0][i] + out[1][i] + out[2][i] + out[3][i]) / STYLES;
        means[i] = mean;
        scales[i] = 1 / Math.sqrt(squares[from + i] - 2 * mean + square);
      }
      for (int k = 0; k < STYLES; k++) {
        double[] cosines = out[k];
        double there = toMean[k];
        double scale = 1 / lengths[k];
        for (int i = 0; i < count; i++) {
          cosines[i] = (cosines[i] - means[i] - there + square) * (scales[i] * scale);
        }
      }
      return out;
    }

    /** Adds weighted inner products with frames, in the order of these, two at a time. */
    private void add(double[] sums, int[] frames, double[][] dots, int from) {
      int f = 0;
      for (; f + 1 < frames.length; f += 2) {
        double[] one = dots[frames[f]];
        double[] two = dots[frames[f + 1]];
        double first = weights[frames[f]];
        double second = weights[frames[f + 1]];
        for (int i = 0; i < sums.length; i++) {
          sums[i] = sums[i] + first * one[from + i] + second * two[from + i];
        }
      }
      if (f < frames.length) {
        double[] last = dots[frames[f]];
        double weight = weights[frames[f]];
        for (int i = 0; i < sums.length; i++) {
          sums[i] += weight * last[from + i];
        }
      }
    }
  }
}
