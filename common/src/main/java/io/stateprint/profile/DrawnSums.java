package io.stateprint.profile;

import java.util.Arrays;

/**
 * Sums over prompts in some draws of anchors and prompts at once, draws side by side: of y and of y
 * times the inner products with each frame, where y is how often a prompt was drawn by its distance
 * from the anchors' mean.
 */
final class DrawnSums {
  /** Prompts that are added together. */
  static final int TOGETHER = 4;

  /** Frames weigh 1 of their style and 1/4 of the mean, which is taken twice. */
  private static final double HALF = 0.5;

  private final AnchorDraws anchors;
  private final double[][] products;
  private final double[] sum;
  private final double[] times;
  private final double[][] own;

  DrawnSums(AnchorDraws anchors) {
    this.anchors = anchors;
    this.products = new double[anchors.frames()][anchors.count()];
    this.sum = new double[anchors.count()];
    this.times = new double[anchors.count()];
    this.own = new double[TOGETHER][anchors.count()];
  }

  /**
   * Adds prompts.
   *
   * @param rows their inner products with frames, (4, F)
   * @param squares their squared lengths
   * @param drawn how often each was drawn, by draw; 0 adds 0
   */
  void add(double[][] rows, double[] squares, double[][] drawn) {
    for (double[] one : own) {
      Arrays.fill(one, 0);
    }
    int f = 0;
    for (; f + 1 < rows[0].length; f += 2) {
      towards(anchors.weights(f), anchors.weights(f + 1), rows, f);
    }
    if (f < rows[0].length) {
      towards(anchors.weights(f), rows, f);
    }
    for (int i = 0; i < TOGETHER; i++) {
      scale(own[i], squares[i], anchors.squares(), drawn[i]);
      add(sum, own[i]);
      add(times, drawn[i]);
    }
    for (f = 0; f < rows[0].length; f++) {
      add(products[f], rows[0][f], rows[1][f], rows[2][f], rows[3][f]);
    }
  }

  private void towards(double[] one, double[] two, double[][] rows, int f) {
    for (int i = 0; i < TOGETHER; i++) {
      towards(own[i], one, rows[i][f], two, rows[i][f + 1]);
    }
  }

  private static void towards(
      double[] own, double[] one, double first, double[] two, double second) {
    for (int r = 0; r < own.length; r++) {
      own[r] = own[r] + one[r] * first + two[r] * second;
    }
  }

  private void towards(double[] one, double[][] rows, int f) {
    for (int i = 0; i < TOGETHER; i++) {
      double first = rows[i][f];
      double[] mine = own[i];
      for (int r = 0; r < mine.length; r++) {
        mine[r] = mine[r] + one[r] * first;
      }
    }
  }

  private static void scale(double[] own, double square, double[] squares, double[] drawn) {
    for (int r = 0; r < own.length; r++) {
      own[r] = drawn[r] / Math.sqrt(square - HALF * own[r] + squares[r]);
    }
  }

  private static void add(double[] sums, double[] more) {
    for (int r = 0; r < sums.length; r++) {
      sums[r] += more[r];
    }
  }

  private void add(double[] sums, double first, double second, double third, double fourth) {
    double[] one = own[0];
    double[] two = own[1];
    double[] three = own[2];
    double[] four = own[3];
    for (int r = 0; r < sums.length; r++) {
      sums[r] = sums[r] + one[r] * first + two[r] * second + three[r] * third + four[r] * fourth;
    }
  }

  /** Mean cosines in a draw, (K). */
  double[] means(int draw) {
    return anchors.cosines(draw, products, sum[draw], times[draw]);
  }
}
