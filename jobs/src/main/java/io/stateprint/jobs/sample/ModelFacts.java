package io.stateprint.jobs.sample;

import io.stateprint.checkpoint.Checkpoint;
import io.stateprint.decoder.Decoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * What a model is, for the manifest.
 *
 * @param architecture such as {@code llama}
 * @param layers blocks of the model
 * @param width D
 * @param storedType type of most weights
 * @param computeType type of the arithmetic
 * @param weightsSha256 the checkpoint's fingerprint
 * @param tokenizerSha256 of the tokenizer
 * @param templateSha256 of the chat template, empty where there is none
 */
public record ModelFacts(
    String architecture,
    int layers,
    int width,
    String storedType,
    String computeType,
    String weightsSha256,
    String tokenizerSha256,
    String templateSha256) {
  static ModelFacts of(Checkpoint checkpoint, Decoder decoder, ModelRun run, Tokenized tokenized) {
    return new ModelFacts(
        decoder.spec().family().modelType(),
        decoder.spec().layers(),
        decoder.spec().width(),
        decoder.storedType().name(),
        run.compute().id(),
        checkpoint.fingerprint(),
        tokenized.tokenizerSha256(),
        tokenized.templateSha256());
  }

  /** SHA-256 (hex) of everything that decides the states, given the other parts of it. */
  String fingerprint(List<String> others) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      String all =
          String.join(
              "\n",
              String.join("\n", others),
              computeType,
              weightsSha256,
              tokenizerSha256,
              templateSha256);
      return HexFormat.of().formatHex(digest.digest(all.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }
}
