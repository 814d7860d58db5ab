package io.stateprint.jobs.tables;

import io.stateprint.direction.Auc;

/**
 * A style direction of a model.
 *
 * @param layer the block, 0-based
 * @param pooling {@code last} or {@code user}
 * @param style such as {@code empathy}
 * @param method {@code article}: the anchors' mean; {@code contrast}: the same less the mean of all
 *     styles, massive dimensions left out; {@code paired} and {@code whitened}: of prompts under
 *     opposite instructions
 * @param direction unit vector, (D)
 * @param n anchors or prompts that it was made of
 * @param reliability split-half reliability, Spearman-Brown
 * @param auc on unseen topics: anchors of the style against those of the others, or the amplifying
 *     instruction against the suppressing one
 * @param aucLow lower end of its 95% interval
 * @param aucHigh upper end
 */
public record DirectionRow(
    int layer,
    String pooling,
    String style,
    String method,
    float[] direction,
    int n,
    double reliability,
    double auc,
    double aucLow,
    double aucHigh) {
  /** The same with how good it is. */
  public DirectionRow with(double reliable, Auc detection) {
    return new DirectionRow(
        layer,
        pooling,
        style,
        method,
        direction,
        n,
        reliable,
        detection.value(),
        detection.low(),
        detection.high());
  }
}
