package io.stateprint.direction;

import java.io.Serializable;

/**
 * The article's style directions of one layer and pooling. Styles are in the order of {@link
 * io.stateprint.prompts.Style}.
 *
 * @param means the anchors' mean of each style, a_k, (K, D)
 * @param grand the mean of the four means, m, (D); it stands in for the mean of a neutral
 *     calibration set
 * @param massive dimensions left out of centred cosines, ascending
 * @param centred a_k - m without massive dimensions, unit length, (K, D)
 * @param frames the anchors' mean of each frame without massive dimensions, (F, D)
 * @param frameStyle the style of each frame, as its index, (F)
 * @param frameSizes anchors of each frame, (F)
 * @param heldOut fixed points and detection on unseen anchors, one a style
 * @param rawDetection AUC of raw cosines on unseen anchors, one a style
 * @param reliability split-half reliability, one a style
 * @param counts anchors of each style
 * @param topShare share of the grand mean's squared length in its three largest dimensions
 */
public record LayerDirections(
    double[][] means,
    double[] grand,
    int[] massive,
    double[][] centred,
    double[][] frames,
    int[] frameStyle,
    int[] frameSizes,
    HeldOut[] heldOut,
    Auc[] rawDetection,
    double[] reliability,
    int[] counts,
    double topShare)
    implements Serializable {
  /** D. */
  public int width() {
    return grand.length;
  }

  /** Inner products of the frame means, (F, F). */
  public double[][] gram() {
    double[][] gram = new double[frames.length][frames.length];
    for (int i = 0; i < frames.length; i++) {
      for (int j = 0; j <= i; j++) {
        gram[i][j] = Vectors.dot(frames[i], frames[j]);
        gram[j][i] = gram[i][j];
      }
    }
    return gram;
  }
}
