package io.stateprint.profile;

import io.stateprint.prompts.Style;
import java.io.Serializable;

/**
 * The mean centred cosine of a category's prompts to a style at one layer.
 *
 * @param category one of them, or {@code all}: equal weights of categories
 * @param layer the block, 0-based
 * @param depth (layer + 1) / layers of the model, in (0, 1]
 * @param style which one
 * @param n prompts
 * @param raw mean raw cosine, to be read beside the anisotropy
 * @param estimate mean centred cosine
 * @param calibrated mean calibrated cosine
 * @param interval of the estimate
 */
public record StyleEstimate(
    String category,
    int layer,
    double depth,
    Style style,
    int n,
    double raw,
    double estimate,
    double calibrated,
    Interval interval)
    implements Serializable {
  /** The category that stands for all of them. */
  public static final String ALL = "all";
}
