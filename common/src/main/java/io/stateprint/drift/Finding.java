package io.stateprint.drift;

/** What can be said of a change of personality. */
public enum Finding {
  /** It is larger than the least change that matters. */
  CHANGED,
  /** It is smaller than the least change that matters: equivalent to none. */
  UNCHANGED,
  /** Neither is shown; more prompts would tell. */
  UNDETERMINED
}
