package io.stateprint.geometry;

/** What is done to each dimension before inner products are taken; a report states it. */
public enum Scaling {
  /** Its mean is taken off. */
  CENTRED,
  /** Its mean is taken off and it is divided by its standard deviation; constant ones count 0. */
  STANDARDISED
}
