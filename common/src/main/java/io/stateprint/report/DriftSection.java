package io.stateprint.report;

import io.stateprint.drift.ModelWatch;
import java.util.List;

/**
 * What a page of drift says of one model.
 *
 * @param modelId its id
 * @param reference the run that was repeated
 * @param current the current run
 * @param basis what the comparison rests on
 * @param watch what it shows
 * @param unscored why percents of range were not compared; empty where they were
 */
public record DriftSection(
    String modelId, Side reference, Side current, Basis basis, ModelWatch watch, String unscored) {
  /**
   * One of the two runs.
   *
   * @param run its id
   * @param finished UTC time, ISO 8601
   * @param weights fingerprint
   * @param tokenizer hash
   * @param template hash, empty where there is none
   * @param prompts hashes of the files of texts
   * @param type of the arithmetic
   * @param version of the program
   */
  public record Side(
      String run,
      String finished,
      String weights,
      String tokenizer,
      String template,
      List<String> prompts,
      String type,
      String version) {}

  /**
   * What it rests on.
   *
   * @param replicates R
   * @param prompts n, key prompts
   * @param modelLayers blocks of the model
   * @param types of arithmetic among the replicates
   * @param pooling of the states
   * @param seed of every random choice
   */
  public record Basis(
      int replicates,
      int prompts,
      int modelLayers,
      List<String> types,
      String pooling,
      long seed) {}
}
