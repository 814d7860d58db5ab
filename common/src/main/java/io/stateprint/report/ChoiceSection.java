package io.stateprint.report;

import io.stateprint.choice.Candidate;
import io.stateprint.personality.Personality;

/**
 * One model of a choice.
 *
 * @param facts what it is
 * @param candidate what the profile asks of it
 * @param personality that this was taken from
 */
public record ChoiceSection(
    ModelSection.Facts facts, Candidate candidate, Personality personality) {
  /** Id of the model. */
  public String model() {
    return candidate.model();
  }
}
