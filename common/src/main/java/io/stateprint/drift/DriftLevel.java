package io.stateprint.drift;

/** The ladder of verdicts. */
public enum DriftLevel {
  /** L0: made from the same artefacts, and all states are equal to the bit. */
  SAME_ARTEFACTS("L0"),
  /** L1: artefacts or bits differ, but nothing moved beyond the floor. */
  NUMERICAL("L1"),
  /** L2: the representation changed. */
  REPRESENTATION("L2"),
  /** L3: the personality changed. */
  PERSONALITY("L3");

  private final String id;

  DriftLevel(String id) {
    this.id = id;
  }

  /** The name in tables: {@code L0} to {@code L3}. */
  public String id() {
    return id;
  }
}
