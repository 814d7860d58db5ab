package io.stateprint.external;

import java.util.List;

/** What a published finding says of states. Layers are ours: the output of block l, from 0. */
sealed interface Expectation
    permits SinkDimensions, OutlierDimensions, WordAnisotropy, MeanGeometry, OutOfReach {
  /** The sets that it needs. */
  List<StateSet> needs();

  /** The published numbers. */
  Phrase expected();

  /** Compares; asked only with states of every set that it needs. */
  Finding find(ExternalStates states);

  /**
   * What was found.
   *
   * @param got our numbers
   * @param agrees with the published numbers, within the tolerance
   */
  record Finding(Phrase got, boolean agrees) {}
}
