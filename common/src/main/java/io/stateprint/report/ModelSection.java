package io.stateprint.report;

import io.stateprint.portrait.Portrait;
import java.util.List;

/**
 * What was measured of one model.
 *
 * @param id of the model
 * @param facts what it is
 * @param cost what sampling it took
 * @param scores on the model's own scale, one a pooling
 * @param lacking what the run lacks for scores; empty where it lacks nothing
 * @param portraits by the article's method, one a pooling
 */
public record ModelSection(
    String id,
    Facts facts,
    Cost cost,
    List<ScoreSection> scores,
    String lacking,
    List<Portrait> portraits) {
  /**
   * What a model is.
   *
   * @param architecture such as {@code llama}
   * @param layers blocks of the model
   * @param width D
   * @param storedType of most weights
   * @param computeType of the arithmetic
   * @param weightsFingerprint fingerprint of the weights
   * @param tokenizerSha256 of the tokenizer
   * @param templateSha256 of the chat template, empty where there is none
   */
  public record Facts(
      String architecture,
      int layers,
      int width,
      String storedType,
      String computeType,
      String weightsFingerprint,
      String tokenizerSha256,
      String templateSha256) {}

  /**
   * What sampling took.
   *
   * @param texts sampled, anchors among them
   * @param states rows
   * @param bytesPlanned of the needed tensors
   * @param bytesRead of weights
   * @param seconds of the forward pass
   * @param peakRssBytes resident memory at most
   */
  public record Cost(
      int texts,
      long states,
      long bytesPlanned,
      long bytesRead,
      double seconds,
      long peakRssBytes) {}
}
