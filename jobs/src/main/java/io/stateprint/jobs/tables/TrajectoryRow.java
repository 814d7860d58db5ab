package io.stateprint.jobs.tables;

/**
 * How near one prompt's state lies to one style's direction, at one layer.
 *
 * @param promptId the prompt
 * @param condition {@code default}, or a style instruction
 * @param category of the prompt
 * @param topic of the prompt
 * @param layer the block, 0-based
 * @param depth (layer + 1) / layers of the model, in (0, 1]
 * @param pooling {@code last} or {@code user}
 * @param style such as {@code empathy}
 * @param cosineRaw cosine to the anchors' mean
 * @param cosineCentred the same after the grand mean is taken off and massive dimensions are left
 *     out
 * @param cosineCalibrated 0 as anchors of other styles, 1 as anchors of this one
 * @param score percent of the model's own range, under {@code default}; NaN under other conditions
 *     and where it was not measured
 */
public record TrajectoryRow(
    String promptId,
    String condition,
    String category,
    String topic,
    int layer,
    double depth,
    String pooling,
    String style,
    double cosineRaw,
    double cosineCentred,
    double cosineCalibrated,
    double score) {}
