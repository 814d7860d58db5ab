package io.stateprint.hub;

import io.stateprint.storage.InputException;
import org.jspecify.annotations.Nullable;

/**
 * The sample model could not be fetched: nothing the user gave is wrong, so there may be a plan B.
 */
public final class SampleUnavailableException extends InputException {
  private static final long serialVersionUID = 1L;

  /** States what went wrong, and which models work without it. */
  public SampleUnavailableException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
