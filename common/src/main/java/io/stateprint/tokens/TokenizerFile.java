package io.stateprint.tokens;

import io.stateprint.checkpoint.Checkpoint;
import io.stateprint.storage.InputException;
import java.util.List;
import java.util.Optional;

/**
 * A {@code tokenizer.json}, as it lies beside the weights or as made from a GGUF file's vocabulary.
 *
 * @param origin for messages
 */
record TokenizerFile(byte[] bytes, String origin) {
  private static final String SENTENCEPIECE = "tokenizer.model";

  static TokenizerFile of(Checkpoint checkpoint) {
    return beside(checkpoint)
        .or(() -> converted(checkpoint))
        .orElseThrow(() -> missing(checkpoint));
  }

  private static Optional<TokenizerFile> beside(Checkpoint checkpoint) {
    Optional<TokenizerFile> file =
        checkpoint
            .sidecar(Sidecars.TOKENIZER)
            .map(
                bytes -> new TokenizerFile(bytes, Sidecars.locate(checkpoint, Sidecars.TOKENIZER)));
    if (checkpoint.metadata().get(GgufVocabulary.TOKENS) instanceof List<?> tokens) {
      file.ifPresent(found -> SameVocabulary.require(found, tokens, checkpoint.location()));
    }
    return file;
  }

  private static Optional<TokenizerFile> converted(Checkpoint checkpoint) {
    return GgufVocabulary.of(checkpoint.metadata(), checkpoint.location())
        .map(
            vocabulary ->
                new TokenizerFile(
                    vocabulary.tokenizerJson(), "vocabulary of " + checkpoint.location()));
  }

  private static InputException missing(Checkpoint checkpoint) {
    if (checkpoint.sidecar(SENTENCEPIECE).isPresent()) {
      return new InputException(
          "Cannot open the tokenizer of %s: %s is SentencePiece's own format; save the model's fast"
                  .formatted(checkpoint.location(), SENTENCEPIECE)
              + " tokenizer as %s beside it".formatted(Sidecars.TOKENIZER));
    }
    return new InputException(
        "Cannot open the tokenizer of %s: no %s lies beside the weights, and there are no %s in"
                .formatted(checkpoint.location(), Sidecars.TOKENIZER, GgufVocabulary.TOKENS)
            + " GGUF metadata");
  }
}
