package io.stateprint.jobs.tables;

/**
 * A style direction of a model.
 *
 * @param layer the block, 0-based
 * @param pooling {@code last} or {@code user}
 * @param style such as {@code empathy}
 * @param method {@code article}
 * @param direction unit vector, (D)
 * @param n anchors that it is the mean of
 * @param reliability split-half reliability, Spearman-Brown
 * @param auc held-out anchors of the style against those of the others
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
    double aucHigh) {}
