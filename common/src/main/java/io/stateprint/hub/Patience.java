package io.stateprint.hub;

import io.stateprint.storage.InputException;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** One piece of work that may fail a few times in a row, with longer and longer waits. */
final class Patience {
  /** Work that a network can break. */
  @FunctionalInterface
  interface Attempt<T> {
    T run() throws IOException;
  }

  private final Retry retry;
  private final String work;
  private int failures;

  /**
   * @param work what is done, for messages, as in "download a file"
   */
  Patience(Retry retry, String work) {
    this.retry = retry;
    this.work = work;
  }

  /** The result of the first attempt that does not fail. */
  <T> T until(Attempt<T> attempt) {
    while (true) {
      try {
        return attempt.run();
      } catch (IOException e) {
        failed(e);
      }
    }
  }

  /** More has arrived than ever before, so earlier failures do not count. */
  void progressed() {
    failures = 0;
  }

  private void failed(IOException cause) {
    failures++;
    Optional<Duration> asked =
        cause instanceof PassingFailure failure ? failure.asked() : Optional.empty();
    boolean tooLong = asked.filter(wait -> wait.compareTo(retry.longest()) > 0).isPresent();
    if (failures >= retry.attempts() || tooLong) {
      String wish =
          asked
              .map(wait -> ", and the hub asks to wait %d s".formatted(wait.toSeconds()))
              .orElse("");
      throw new HubUnreachable(
          ("Cannot %s: %s after %d attempts%s; what has arrived is kept, so run the same again"
                  + " later, or name a mirror in HF_ENDPOINT")
              .formatted(work, reason(cause), failures, wish),
          cause);
    }
    pause(asked.orElse(retry.after(failures)));
  }

  private static String reason(IOException cause) {
    String message = cause.getMessage();
    return message == null || message.isBlank() ? cause.getClass().getSimpleName() : message;
  }

  private void pause(Duration wait) {
    try {
      Thread.sleep(wait.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InputException("Cannot %s: it was interrupted".formatted(work), e);
    }
  }
}
