package io.stateprint.hub;

import io.stateprint.storage.InputException;
import org.jspecify.annotations.Nullable;

/** No answer that counts came from the hub, however often it was asked. */
final class HubUnreachable extends InputException {
  private static final long serialVersionUID = 1L;

  HubUnreachable(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
