package io.stateprint.drift;

import io.stateprint.storage.InputException;
import java.util.Objects;

/** The current run was not made as the reference was: other layers, prompts or width. */
public final class UnlikeRunsException extends InputException {
  private static final long serialVersionUID = 1L;

  private UnlikeRunsException(String message) {
    super(message);
  }

  /** Refuses runs that differ in something. */
  static void require(String what, Object reference, Object current) {
    if (!Objects.equals(reference, current)) {
      throw new UnlikeRunsException(
          "Cannot compare runs: the reference has %s %s, the current run has %s; sample the current run as the reference was sampled, or make a new reference"
              .formatted(what, reference, current));
    }
  }
}
