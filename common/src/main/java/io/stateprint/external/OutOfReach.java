package io.stateprint.external;

import java.util.List;

/**
 * A finding that pooled states cannot show.
 *
 * @param published the published numbers
 */
record OutOfReach(String published) implements Expectation {
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
    throw new IllegalStateException("never run: pooled states do not show " + published);
  }
}
