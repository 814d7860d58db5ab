package io.stateprint.validity;

/** The outcome of a check. */
public enum Colour {
  /** Passed. */
  GREEN,
  /** Passed with doubt. */
  AMBER,
  /** Failed: do not trust the number. */
  RED,
  /** What it needs is not there. */
  NOT_RUN
}
