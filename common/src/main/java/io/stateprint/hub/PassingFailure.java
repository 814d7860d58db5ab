package io.stateprint.hub;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** An answer of a server that may be another one later. */
final class PassingFailure extends IOException {
  private static final long serialVersionUID = 1L;

  /** How long the server asks to wait; negative where it does not say. */
  private final long askedMillis;

  PassingFailure(String message, Optional<Duration> asked) {
    super(message);
    this.askedMillis = asked.map(Duration::toMillis).orElse(-1L);
  }

  Optional<Duration> asked() {
    return askedMillis < 0 ? Optional.empty() : Optional.of(Duration.ofMillis(askedMillis));
  }
}
