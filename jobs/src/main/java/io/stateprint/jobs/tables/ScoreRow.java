package io.stateprint.jobs.tables;

import java.util.List;

/**
 * A style of a model in percent of its own range, over the layers that are reliable for it: the
 * number that stands for the style.
 *
 * @param pooling {@code last} or {@code user}
 * @param style such as {@code empathy}
 * @param category one of the categories, or {@code all}: equal weights
 * @param method {@code paired}
 * @param layers that it is the mean of, 0-based; none where no layer is reliable
 * @param n prompts
 * @param estimate 0 as under the suppressing instruction, 100 as under the amplifying one; NaN
 *     where there is none
 * @param ciLow lower end of its 95% interval
 * @param ciHigh upper end
 * @param auc of the two instructions on unseen topics, mean over the layers
 * @param discriminability d', mean over the layers
 * @param reliability of the direction, mean over the layers
 * @param amplitude range over the median length of a state, mean over the layers
 * @param grade A, B, C or X; X is not to be used
 * @param warnings codes such as W26
 * @param why there is no number; empty where there is one
 */
public record ScoreRow(
    String pooling,
    String style,
    String category,
    String method,
    int[] layers,
    int n,
    double estimate,
    double ciLow,
    double ciHigh,
    double auc,
    double discriminability,
    double reliability,
    double amplitude,
    String grade,
    List<String> warnings,
    String why) {}
