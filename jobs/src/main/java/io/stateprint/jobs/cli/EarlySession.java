package io.stateprint.jobs.cli;

import io.stateprint.jobs.settings.Settings;
import org.jspecify.annotations.Nullable;

/**
 * Asks a cluster for its executors before they are needed, for they take seconds to start. A
 * session that is opened before this is closed is the same one. Where the driver is the only
 * executor it does nothing: a mistake is then told before Spark is started.
 */
final class EarlySession implements AutoCloseable {
  private final Settings settings;
  private @Nullable Session session;

  EarlySession(Settings settings) {
    this.settings = settings;
  }

  /** Begins the session, once, and waits for nothing. */
  void begin() {
    if (session == null && !settings.spark().isLocal()) {
      session = Session.begin(settings);
    }
  }

  @Override
  public void close() {
    if (session != null) {
      session.close();
    }
  }
}
