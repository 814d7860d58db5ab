package io.stateprint.jobs.settings;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * Whom to tell that a run has drifted. The address is a secret: whoever knows it can write there.
 *
 * @param webhook where to post; empty where nobody is told
 * @param timeout of one attempt
 * @param attempts at most
 * @param pause before the second attempt; each further one waits twice as long
 */
public record AlertSettings(Optional<URI> webhook, Duration timeout, int attempts, Duration pause) {
  /** Never shows the address. */
  @Override
  public String toString() {
    return "AlertSettings[webhook=%s, timeout=%s, attempts=%d, pause=%s]"
        .formatted(webhook.isPresent() ? "(redacted)" : "none", timeout, attempts, pause);
  }
}
