package io.stateprint.jobs.tables;

import java.util.List;

/**
 * A mean over the prompts of one category, with its interval.
 *
 * @param category one of the categories, or {@code all}: equal weights
 * @param layer the block, 0-based
 * @param depth (layer + 1) / layers of the model, in (0, 1]
 * @param pooling {@code last} or {@code user}
 * @param style such as {@code empathy}
 * @param method {@code paired}: percent of the model's own range; {@code article}: the mean centred
 *     cosine
 * @param n prompts
 * @param estimate the mean
 * @param ciLow lower end of its 95% interval; NaN where no interval can be had
 * @param ciHigh upper end
 * @param grade validity grade
 * @param warnings codes such as W06
 */
public record ProfileRow(
    String category,
    int layer,
    double depth,
    String pooling,
    String style,
    String method,
    int n,
    double estimate,
    double ciLow,
    double ciHigh,
    String grade,
    List<String> warnings) {}
