package io.stateprint.jobs.cli;

import io.stateprint.jobs.settings.Settings;
import io.stateprint.jobs.settings.SparkSettings;
import org.jspecify.annotations.Nullable;

/**
 * Asks a cluster for its executors before they are needed, for they take seconds to start. A
 * session that is opened before this is closed is the same one. Where the driver is the only
 * executor it does nothing: a mistake is then told before Spark is started. Nor does it where
 * executors come and go with the work: idle ones would be gone before there is any.
 */
final class EarlySession implements AutoCloseable {
  private final Settings settings;
  private @Nullable Session session;

  EarlySession(Settings settings) {
    this.settings = settings;
  }

  /** Begins the session, once, and waits for nothing. */
  void begin() {
    if (session == null && isOf(settings.spark())) {
      session = Session.begin(settings);
    }
  }

  /** Whether such a Spark is begun early. */
  static boolean isOf(SparkSettings spark) {
    return !spark.isLocal() && !Boolean.parseBoolean(Session.said(spark).apply(Session.ELASTIC));
  }

  @Override
  public void close() {
    if (session != null) {
      session.close();
    }
  }
}
