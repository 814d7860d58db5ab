package io.stateprint.jobs.sample;

import io.stateprint.checkpoint.Checkpoint;
import io.stateprint.decoder.ComputeType;
import io.stateprint.decoder.Decoder;
import io.stateprint.storage.Sha256;

/**
 * What a model is, for the manifest.
 *
 * @param architecture such as {@code llama}
 * @param layers blocks of the model
 * @param width D
 * @param storedType format of most weights
 * @param computeType type of the arithmetic
 * @param configSha256 of the model's configuration, keys in order
 * @param weightsFingerprint of the checkpoint: headers and a sample of the values
 * @param tokenizerSha256 of the tokenizer
 * @param templateSha256 of the chat template, empty where there is none
 */
public record ModelFacts(
    String architecture,
    int layers,
    int width,
    String storedType,
    String computeType,
    String configSha256,
    String weightsFingerprint,
    String tokenizerSha256,
    String templateSha256) {
  /** The same, computed in another type. */
  ModelFacts computedIn(ComputeType type) {
    return new ModelFacts(
        architecture,
        layers,
        width,
        storedType,
        type.id(),
        configSha256,
        weightsFingerprint,
        tokenizerSha256,
        templateSha256);
  }

  static ModelFacts of(Checkpoint checkpoint, Decoder decoder, ModelRun run, Tokenized tokenized) {
    return new ModelFacts(
        decoder.spec().family().modelType(),
        decoder.spec().layers(),
        decoder.spec().width(),
        decoder.storedFormat(),
        run.compute().id(),
        Sha256.of(checkpoint.config().canonical()),
        checkpoint.fingerprint(),
        tokenized.tokenizerSha256(),
        tokenized.templateSha256());
  }
}
