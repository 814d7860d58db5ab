package io.stateprint.drift;

/** The ladder of verdicts. */
public enum DriftLevel {
  /** L0: made from the same artefacts, and nothing moved beyond the floor. */
  SAME_ARTEFACTS,
  /** L1: other artefacts, but nothing moved beyond the floor. */
  NUMERICAL,
  /** L2: the representation changed. */
  REPRESENTATION,
  /** L3: the personality changed. */
  PERSONALITY
}
