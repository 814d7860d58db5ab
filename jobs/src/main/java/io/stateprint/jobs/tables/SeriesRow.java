package io.stateprint.jobs.tables;

/**
 * One look of a series of runs, as {@code drift --series} found it; it lies under the run that the
 * series ends with.
 *
 * @param reference id of the run that the series was held against
 * @param place of the look in the series, from 0
 * @param look id of the run that was looked at
 * @param pooling {@code last} or {@code user}
 * @param score natural logarithm of its distance in floors, mean over prompts and layers
 * @param z the score in standard deviations of the reference's replicates; NaN where the series
 *     cannot be watched
 * @param logEvidence natural logarithm of the evidence of all looks until then, likewise
 * @param repeats id of the run whose states it repeats to the bit, and which alone is counted;
 *     empty where it is counted itself
 * @param alarm whether the alarm of the series is raised at this look
 * @param alarmFrom evidence that raises it
 * @param why the series cannot be watched; empty where it can
 */
public record SeriesRow(
    String reference,
    int place,
    String look,
    String pooling,
    double score,
    double z,
    double logEvidence,
    String repeats,
    boolean alarm,
    double alarmFrom,
    String why) {}
