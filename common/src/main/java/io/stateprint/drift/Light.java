package io.stateprint.drift;

/** How a self-test came out. */
public enum Light {
  /** As it must be. */
  GREEN,
  /** Usable with care. */
  AMBER,
  /** Do not trust what rests on it. */
  RED
}
