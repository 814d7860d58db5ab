package io.stateprint.page;

import java.util.List;

/**
 * What {@code drift} found of one model in one run, as table {@code drift} has it.
 *
 * @param run that was held against the reference
 * @param model of it
 * @param reference run
 * @param finished when the run ended, UTC, ISO 8601
 * @param pooling of the states
 * @param layer most drifted, 0-based
 * @param depth of it
 * @param distance mean over prompts there
 * @param floor mean distance of the replicates there
 * @param p of the run
 * @param legacy the article's distance
 * @param verdict {@code L0} to {@code L3}; an alarm from {@code L2} on
 * @param cells prompt x layer that were watched
 * @param moved of them
 * @param prompts that moved at most layers, with how many
 */
public record PageDrift(
    String run,
    String model,
    String reference,
    String finished,
    String pooling,
    int layer,
    double depth,
    double distance,
    double floor,
    double p,
    double legacy,
    String verdict,
    long cells,
    long moved,
    List<Moved> prompts) {
  /**
   * A prompt that moved.
   *
   * @param id of it
   * @param layers at which it did
   */
  public record Moved(String id, long layers) {}
}
