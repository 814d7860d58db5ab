package io.stateprint.comparison;

import io.stateprint.evidence.TooFewException;
import io.stateprint.storage.InputException;
import java.io.Serializable;

/**
 * Scores of a base and an instruct model, in percent of range, by style.
 *
 * @param base of the base model, plain document frame
 * @param plain of the instruct model, the same frame
 * @param chat of the instruct model, its own chat template
 * @param promptDifferences chat less base of each prompt, (P, K)
 * @param freedom degrees of freedom of the draws
 */
public record AlignmentScores(
    Scores base, Scores plain, Scores chat, double[][] promptDifferences, int freedom)
    implements Serializable {
  private static final int LEAST_PROMPTS = 10;

  /**
   * Scores of one model in one format.
   *
   * @param estimates (K)
   * @param replicates from draws that all formats and models share, (K, R)
   */
  public record Scores(double[] estimates, double[][] replicates) implements Serializable {}

  public AlignmentScores {
    TooFewException.require(
        "measure the effect of alignment", "prompts", promptDifferences.length, LEAST_PROMPTS);
    int draws = base.replicates()[0].length;
    if (plain.replicates()[0].length != draws || chat.replicates()[0].length != draws) {
      throw new InputException(
          "Cannot measure the effect of alignment: %d, %d and %d replicates (base, plain, chat); make them from the same draws"
              .formatted(draws, plain.replicates()[0].length, chat.replicates()[0].length));
    }
  }
}
