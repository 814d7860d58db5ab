package io.stateprint.hub;

import java.time.Duration;

/**
 * How long to hope for a server.
 *
 * @param attempts failures in a row, without a byte of progress, that end a download
 * @param pause wait after the first failure; doubles with each
 * @param longest the longest wait
 * @param stall silence of a server that counts as a failure
 */
public record Retry(int attempts, Duration pause, Duration longest, Duration stall) {
  private static final int MOST_DOUBLINGS = 20;

  /** Checks that every wait is one. */
  public Retry {
    if (attempts < 1 || pause.isNegative() || longest.isNegative() || !isPositive(stall)) {
      throw new IllegalArgumentException(
          "Cannot retry %d times, pausing %s to %s, after a silence of %s"
              .formatted(attempts, pause, longest, stall));
    }
  }

  /** Six attempts over half a minute; a server may ask for two minutes, and be silent for one. */
  public static Retry usual() {
    return new Retry(6, Duration.ofSeconds(1), Duration.ofMinutes(2), Duration.ofMinutes(1));
  }

  /** The wait after so many failures in a row. */
  Duration after(int failures) {
    Duration wait = pause.multipliedBy(1L << Math.min(failures - 1, MOST_DOUBLINGS));
    return wait.compareTo(longest) > 0 ? longest : wait;
  }

  private static boolean isPositive(Duration duration) {
    return !duration.isZero() && !duration.isNegative();
  }
}
