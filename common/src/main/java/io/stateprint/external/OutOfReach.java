package io.stateprint.external;

import java.util.List;

/**
 * A finding that pooled states cannot show.
 *
 * @param published the published numbers
 * @param missing what it would take
 */
record OutOfReach(String published, String missing) implements Expectation {
  @Override
  public List<StateSet> needs() {
    return List.of();
  }

  @Override
  public Phrase expected() {
    return Phrase.of("published", published);
  }

  @Override
  public Finding find(ExternalStates states) {
    throw new IllegalStateException("never run: needs " + missing);
  }
}
