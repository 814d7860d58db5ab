package io.stateprint.drift;

import io.stateprint.evidence.TooFewException;
import java.io.Serializable;

/**
 * What the third verdict rests on.
 *
 * @param differences P of the current run less P of the reference, in points of the range, (K)
 * @param replicates of each from draws shared by both runs and all styles, (K, R)
 * @param prompts n, that the draws were made of
 * @param freedom degrees of freedom of the draws
 */
public record PersonalityScores(
    double[] differences, double[][] replicates, int prompts, int freedom) implements Serializable {
  private static final int LEAST_REPLICATES = 200;
  private static final int LEAST_PROMPTS = 10;

  public PersonalityScores {
    TooFewException.require("judge personality", "prompts", prompts, LEAST_PROMPTS);
    if (replicates.length != differences.length) {
      throw new IllegalArgumentException(
          "%d differences, replicates of %d".formatted(differences.length, replicates.length));
    }
    for (double[] style : replicates) {
      TooFewException.require(
          "judge personality", "bootstrap replicates", style.length, LEAST_REPLICATES);
    }
  }
}
