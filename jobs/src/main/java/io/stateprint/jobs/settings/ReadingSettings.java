package io.stateprint.jobs.settings;

import java.io.Serializable;

/**
 * How an executor reads checkpoints; it travels to executors.
 *
 * @param rate bytes a second, 0 without limit
 * @param cache folder on its disk where weights are kept, empty for none
 * @param most bytes that the folder may hold
 */
public record ReadingSettings(long rate, String cache, long most) implements Serializable {
  /** Straight from where they lie. */
  public static final ReadingSettings PLAIN = new ReadingSettings(0, "", 0);

  /** Whether weights are kept. */
  public boolean keeps() {
    return !cache.isEmpty();
  }
}
