package io.stateprint.tokens;

/** A template took more than it may; the message says of what. */
final class LimitExceeded extends RuntimeException {
  private static final long serialVersionUID = 1L;

  LimitExceeded(String message, Throwable cause) {
    super(message, cause);
  }

  LimitExceeded(String message) {
    super(message);
  }
}
