package io.stateprint.evidence;

import io.stateprint.storage.InputException;

/** There are fewer prompts, topics, runs or models than an estimator needs. */
public final class TooFewException extends InputException {
  private static final long serialVersionUID = 1L;

  private TooFewException(String message) {
    super(message);
  }

  /**
   * Refuses too few of something.
   *
   * @param purpose what cannot be done, such as {@code test drift}
   * @param what is counted, such as {@code key prompts}
   * @param count there are
   * @param needed at least
   */
  public static void require(String purpose, String what, int count, int needed) {
    if (count < needed) {
      throw new TooFewException(
          "Cannot %s: %d %s, at least %d are needed; add %d or more"
              .formatted(purpose, count, what, needed, needed - count));
    }
  }
}
