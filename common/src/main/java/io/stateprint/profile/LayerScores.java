package io.stateprint.profile;

import io.stateprint.direction.HeldOut;
import io.stateprint.trajectory.PromptCosines;
import java.io.Serializable;

/**
 * The cosines of all prompts at one layer, and what of the directions the bootstrap needs.
 *
 * @param layer the block, 0-based
 * @param depth (layer + 1) / layers of the model, in (0, 1]
 * @param anchors of that layer
 * @param anisotropy mean cosine of random pairs of prompts
 * @param prompts in the order of the model's prompts
 */
public record LayerScores(
    int layer, double depth, AnchorGeometry anchors, double anisotropy, PromptCosines prompts) {

  /**
   * The anchors of a layer without their components.
   *
   * @param gram inner products of frame means, (F, F)
   * @param frameStyle style index of each frame, (F)
   * @param frameSizes anchors of each frame, (F)
   * @param heldOut fixed points, (K)
   * @param reliability of the directions, (K)
   * @param massive how many dimensions are massive
   * @param topShare share of the grand mean's squared length in its three largest dimensions
   */
  public record AnchorGeometry(
      double[][] gram,
      int[] frameStyle,
      int[] frameSizes,
      HeldOut[] heldOut,
      double[] reliability,
      int massive,
      double topShare)
      implements Serializable {}
}
