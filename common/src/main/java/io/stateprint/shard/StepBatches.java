package io.stateprint.shard;

import io.stateprint.decoder.Step;
import java.util.ArrayList;
import java.util.List;

/**
 * Steps that are read together. From a disk each is read alone. A storage that is far away gives
 * its rate only to many requests at once, and small steps are few requests: neighbours are asked
 * for together there, while they are small.
 */
public final class StepBatches {
  /** Two requests of a connection or more, and little beside what a process takes anyway. */
  private static final long MOST_BYTES = 64L << 20;

  private StepBatches() {}

  /**
   * In their order; each batch holds one step or more.
   *
   * @param far whether they are read from a storage that is far away
   */
  public static List<List<Step>> of(List<Step> steps, boolean far) {
    return of(steps, far ? MOST_BYTES : 0);
  }

  /** The same where batches of several steps have so many bytes at most. */
  static List<List<Step>> of(List<Step> steps, long most) {
    List<List<Step>> batches = new ArrayList<>();
    long bytes = 0;
    for (Step step : steps) {
      bytes += step.bytes();
      if (batches.isEmpty() || bytes > most) {
        batches.add(new ArrayList<>());
        bytes = step.bytes();
      }
      batches.get(batches.size() - 1).add(step);
    }
    return batches.stream().map(List::copyOf).toList();
  }
}
