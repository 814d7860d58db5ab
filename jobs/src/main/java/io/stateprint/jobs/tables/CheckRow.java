package io.stateprint.jobs.tables;

/**
 * One validity check of a style's score.
 *
 * @param pooling {@code last} or {@code user}
 * @param style such as {@code empathy}
 * @param check such as {@code V1}
 * @param title what its statistic is
 * @param value of the statistic; NaN where it was not run
 * @param outcome {@code green}, {@code amber}, {@code red} or {@code not_run}
 * @param why it is not green; empty where it is
 */
public record CheckRow(
    String pooling,
    String style,
    String check,
    String title,
    double value,
    String outcome,
    String why) {}
