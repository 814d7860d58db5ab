package io.stateprint.page;

import java.util.List;
import java.util.Map;

/**
 * A series of runs of one model with its alarm, as table {@code series} has it.
 *
 * @param run that the series ends with
 * @param model of it
 * @param reference run that it was held against
 * @param pooling of the states
 * @param alarmFrom evidence that raises the alarm
 * @param alarm id of the run at which it was raised; empty where it was not
 * @param why the series cannot be watched, by language; empty where it can
 * @param looks in their order
 */
public record PageSeries(
    String run,
    String model,
    String reference,
    String pooling,
    double alarmFrom,
    String alarm,
    Map<String, String> why,
    List<Look> looks) {
  /**
   * One run of the series.
   *
   * @param run its id
   * @param score natural logarithm of its distance in floors
   * @param z the score in standard deviations of the replicates
   * @param evidence decimal logarithm of the evidence until then
   * @param repeats the run that it repeats to the bit; empty where it is counted
   */
  public record Look(String run, double score, double z, double evidence, String repeats) {}
}
