package io.stateprint.profile;

import io.stateprint.profile.LayerScores.AnchorGeometry;

/** What some draws of anchors come to without a prompt: draws lie side by side. */
final class AnchorDraws {
  private static final int STYLES = 4;

  private final AnchorGeometry anchors;
  private final int count;
  private final double[][] weights;
  private final double[] squares;
  private final double[][] toMean;
  private final double[][] lengths;

  /** Room for so many draws. */
  AnchorDraws(AnchorGeometry anchors, int count) {
    this.anchors = anchors;
    this.count = count;
    this.weights = new double[anchors.frameStyle().length][count];
    this.squares = new double[count];
    this.toMean = new double[STYLES][count];
    this.lengths = new double[STYLES][count];
  }

  /** Puts a draw in its place; the weights of a style's frames sum to 1. */
  void put(int draw, double[] frameWeights) {
    double[][] products = products(frameWeights);
    double square = 0;
    for (int k = 0; k < STYLES; k++) {
      double sum = 0;
      for (int j = 0; j < STYLES; j++) {
        sum += products[k][j] / STYLES;
      }
      toMean[k][draw] = sum;
      square += sum / STYLES;
    }
    squares[draw] = square;
    for (int k = 0; k < STYLES; k++) {
      lengths[k][draw] = Math.sqrt(products[k][k] - 2 * toMean[k][draw] + square);
    }
    for (int f = 0; f < frameWeights.length; f++) {
      weights[f][draw] = frameWeights[f];
    }
  }

  /** Inner products of the styles' means, (K, K). */
  private double[][] products(double[] frameWeights) {
    double[][] products = new double[STYLES][STYLES];
    int[] style = anchors.frameStyle();
    for (int f = 0; f < frameWeights.length; f++) {
      if (frameWeights[f] != 0) {
        for (int g = 0; g < frameWeights.length; g++) {
          products[style[f]][style[g]] += frameWeights[f] * frameWeights[g] * anchors.gram()[f][g];
        }
      }
    }
    return products;
  }

  /** How many draws. */
  int count() {
    return count;
  }

  /** F. */
  int frames() {
    return weights.length;
  }

  /** Weights of a frame by draw. */
  double[] weights(int frame) {
    return weights[frame];
  }

  /** |m|^2 by draw. */
  double[] squares() {
    return squares;
  }

  /** One draw by itself. */
  AnchorDraws alone(int draw) {
    AnchorDraws one = new AnchorDraws(anchors, 1);
    double[] own = new double[weights.length];
    for (int f = 0; f < own.length; f++) {
      own[f] = weights[f][draw];
    }
    one.put(0, own);
    return one;
  }

  /** Sets what frames of weight 0 in the first draw say to 0. */
  void dropUndrawn(double[] row) {
    for (int f = 0; f < row.length; f++) {
      row[f] = weights[f][0] == 0 ? 0 : row[f];
    }
  }

  /**
   * Mean cosines of a draw.
   *
   * @param products sums of y z f by frame and draw
   * @param sum of y
   * @param times of all prompts together
   * @return (K)
   */
  double[] cosines(int draw, double[][] products, double sum, double times) {
    double[] own = new double[STYLES];
    for (int f = 0; f < weights.length; f++) {
      if (weights[f][draw] != 0) {
        own[anchors.frameStyle()[f]] += weights[f][draw] * products[f][draw];
      }
    }
    double mean = (own[0] + own[1] + own[2] + own[3]) / STYLES;
    double[] cosines = new double[STYLES];
    for (int k = 0; k < STYLES; k++) {
      double towards = own[k] - mean - (toMean[k][draw] - squares[draw]) * sum;
      cosines[k] = towards / (lengths[k][draw] * times);
    }
    return cosines;
  }
}
