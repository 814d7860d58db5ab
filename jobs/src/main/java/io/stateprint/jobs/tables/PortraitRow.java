package io.stateprint.jobs.tables;

import java.util.List;

/**
 * What is typical of a model.
 *
 * @param pooling {@code last} or {@code user}
 * @param method {@code paired}: on the model's own scale; {@code article}: by cosines to anchors
 * @param dominantStyle the style that stands out, or {@code none}
 * @param leadingStyle the style that leads, whether it stands out or not; {@code none} where that
 *     cannot be measured
 * @param dominantProbability share of bootstrap replicates in which the leading style leads
 * @param decisionLayer half-rise of the margin, 0-based, fractional; NaN where there is none
 * @param decisionLow lower end of its 95% interval
 * @param decisionHigh upper end
 * @param decisionDepth the same as relative depth, in (0, 1]
 * @param width (l90 - l10) / layers
 * @param commitmentLayer median over prompts of the layer from which the leading style stays
 * @param stability sameness over the middle layers, mean over styles, 0 to 1; NaN for {@code
 *     article}
 * @param flexibility how far style follows the category, mean over styles, 0 to 1; NaN likewise
 * @param alignmentEffect NaN: needs a base model beside this one
 * @param grade the lowest of the four styles'; {@code ungraded} for {@code article}
 * @param warnings codes such as W06
 */
public record PortraitRow(
    String pooling,
    String method,
    String dominantStyle,
    String leadingStyle,
    double dominantProbability,
    double decisionLayer,
    double decisionLow,
    double decisionHigh,
    double decisionDepth,
    double width,
    double commitmentLayer,
    double stability,
    double flexibility,
    double alignmentEffect,
    String grade,
    List<String> warnings) {}
