package io.stateprint.score;

import io.stateprint.direction.Calibration;
import io.stateprint.inference.Quantiles;
import io.stateprint.prompts.Style;
import java.io.Serializable;
import java.util.Arrays;

/**
 * Inner products of one layer, all styles: what is kept of it once its states are let go. For 100
 * prompts and 200 neutral ones that is 2 MB, whatever the width.
 *
 * @param layer the block, 0-based
 * @param depth (layer + 1) / layers of the model, in (0, 1]
 * @param styles one a style, (K)
 * @param cross differences of style j with those of style k, for j below k, else empty, (K, K, P,
 *     P)
 * @param neutral neutral states less the grand mean with the differences of each style, (K, Q, P)
 * @param typical median length of a base state less the grand mean
 */
public record LayerGram(
    int layer,
    double depth,
    StyleGram[] styles,
    double[][][][] cross,
    double[][][] neutral,
    double typical)
    implements Serializable {

  /**
   * Computes it.
   *
   * @param states of the prompts
   * @param calibration of the layer
   * @param neutral states of the calibration set, (Q, D)
   */
  public static LayerGram of(LayerStates states, Calibration calibration, float[][] neutral) {
    LayerStates.require(states.layer(), "default of Q", neutral, neutral.length, states.width());
    int styles = Style.values().length;
    StyleGram[] grams = new StyleGram[styles];
    double[][][] onNeutral = new double[styles][][];
    double[][][][] cross = new double[styles][styles][][];
    for (int k = 0; k < styles; k++) {
      Columns differences = Columns.differences(states.plus()[k], states.minus()[k]);
      grams[k] =
          StyleGram.of(
              new float[][][] {states.base(), states.plus()[k], states.minus()[k]},
              differences,
              calibration);
      onNeutral[k] = differences.times(Rows.centred(neutral, calibration));
      for (int j = 0; j < styles; j++) {
        cross[k][j] = new double[0][];
        if (j < k) {
          cross[j][k] = differences.times(Rows.difference(states.plus()[j], states.minus()[j]));
        }
      }
    }
    return new LayerGram(
        states.layer(), states.depth(), grams, cross, onNeutral, typical(states, calibration));
  }

  /** Inner products of the directions of all styles, not scaled, under some weights, (K, K). */
  public double[][] products(double[] weights) {
    double[][] out = new double[styles.length][styles.length];
    for (int j = 0; j < out.length; j++) {
      for (int k = j; k < out.length; k++) {
        out[j][k] = product(j == k ? styles[k].square() : cross[j][k], weights, weights);
        out[k][j] = out[j][k];
      }
    }
    return out;
  }

  /** Cosines between the paired directions of the styles under some weights, (K, K). */
  public double[][] cosines(double[] weights) {
    double[][] out = products(weights);
    double[] lengths = new double[out.length];
    Arrays.setAll(lengths, k -> Math.sqrt(out[k][k]));
    for (int j = 0; j < out.length; j++) {
      for (int k = 0; k < out.length; k++) {
        out[j][k] /= lengths[j] * lengths[k];
      }
    }
    return out;
  }

  /** one' M other. */
  static double product(double[][] matrix, double[] one, double[] other) {
    double sum = 0;
    for (int i = 0; i < one.length; i++) {
      if (one[i] != 0) {
        double row = 0;
        for (int j = 0; j < other.length; j++) {
          row += matrix[i][j] * other[j];
        }
        sum += one[i] * row;
      }
    }
    return sum;
  }

  private static double typical(LayerStates states, Calibration calibration) {
    double[] lengths = new double[states.prompts()];
    for (int p = 0; p < lengths.length; p++) {
      double square = 0;
      for (int d = 0; d < states.width(); d++) {
        double off = states.base()[p][d] - calibration.mean()[d];
        square += off * off;
      }
      lengths[p] = Math.sqrt(square);
    }
    return Quantiles.median(lengths);
  }
}
