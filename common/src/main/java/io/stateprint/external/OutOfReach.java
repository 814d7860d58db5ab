package io.stateprint.external;

import java.util.List;

/**
 * A finding that pooled states cannot show.
 *
 * @param expected the published numbers
 * @param missing what it would take
 */
record OutOfReach(String expected, String missing) implements Expectation {
  @Override
  public List<StateSet> needs() {
    return List.of();
  }

  @Override
  public Finding find(ExternalStates states) {
    throw new IllegalStateException("never run: needs " + missing);
  }
}
