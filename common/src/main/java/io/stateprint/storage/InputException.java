package io.stateprint.storage;

import org.jspecify.annotations.Nullable;

/**
 * Something that a user gave (a file, a line, a key, a name) cannot be used.
 *
 * <p>The message follows {@code Cannot <verb> <thing>: <reason> (<file or place>)}, holds the
 * offending value, and says what to do when that is not plain from the reason.
 */
public class InputException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** States what cannot be done, and why. */
  public InputException(String message) {
    super(message);
  }

  /** States what cannot be done, and why; keeps the cause. */
  public InputException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
