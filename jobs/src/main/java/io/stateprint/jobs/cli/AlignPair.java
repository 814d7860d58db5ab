package io.stateprint.jobs.cli;

import io.stateprint.checkpoint.Checkpoint;
import io.stateprint.decoder.Decoder;
import io.stateprint.decoder.DecoderSpec;
import io.stateprint.jobs.progress.Progress;
import io.stateprint.jobs.sample.Text;
import io.stateprint.jobs.settings.ModelSettings;
import io.stateprint.jobs.settings.Settings;
import io.stateprint.storage.InputException;
import io.stateprint.tokens.ModelTokenizer;
import java.util.List;
import java.util.Optional;

/**
 * Whether two checkpoints may be compared by alignment, known from headers and tokenizers before
 * anything is sampled.
 *
 * @param chat whether the instruct model has a chat template
 */
record AlignPair(boolean chat) {

  /**
   * What a model is.
   *
   * @param id for messages
   * @param layers blocks
   * @param width D
   */
  record Shape(String id, int layers, int width) {}

  /**
   * Looks at both checkpoints. One that is not there any more is looked at in the store later.
   *
   * @throws InputException where width, layers or tokens differ
   */
  static AlignPair of(Settings settings, List<Text> texts, Progress progress) {
    ModelSettings base = settings.models().get(0);
    ModelSettings instruct = settings.models().get(1);
    Optional<Checkpoint> first = look(settings, base, progress);
    Optional<Checkpoint> second = look(settings, instruct, progress);
    try {
      if (first.isPresent() && second.isPresent()) {
        requireSame(shape(base, first.orElseThrow()), shape(instruct, second.orElseThrow()));
      }
      if (second.isEmpty()) {
        return new AlignPair(true);
      }
      try (ModelTokenizer own = ModelTokenizer.open(second.orElseThrow(), settings.template())) {
        first.ifPresent(
            checkpoint -> {
              try (ModelTokenizer other = ModelTokenizer.open(checkpoint, settings.template())) {
                requireSameTokens(List.of(base.id(), instruct.id()), List.of(other, own), texts);
              }
            });
        return new AlignPair(own.templateSha256().isPresent());
      }
    } finally {
      first.ifPresent(Checkpoint::close);
      second.ifPresent(Checkpoint::close);
    }
  }

  private static Optional<Checkpoint> look(
      Settings settings, ModelSettings model, Progress progress) {
    try {
      return Optional.of(Sources.look(settings, model.checkpoint(), progress));
    } catch (InputException e) {
      return Optional.empty();
    }
  }

  private static Shape shape(ModelSettings model, Checkpoint checkpoint) {
    DecoderSpec spec = Decoder.of(checkpoint).spec();
    return new Shape(model.id(), spec.layers(), spec.width());
  }

  /** Refuses models of different shape, with both shapes. */
  static void requireSame(Shape base, Shape instruct) {
    if (base.width() != instruct.width() || base.layers() != instruct.layers()) {
      throw new InputException(
          "Cannot measure what alignment changed: %s has %d layers of width %d, %s has %d of width %d; name the base model that the instruct model was made from"
              .formatted(
                  base.id(),
                  base.layers(),
                  base.width(),
                  instruct.id(),
                  instruct.layers(),
                  instruct.width()));
    }
  }

  private static void requireSameTokens(
      List<String> ids, List<ModelTokenizer> tokenizers, List<Text> texts) {
    String one = tokenizers.get(0).tokenizerSha256();
    String other = tokenizers.get(1).tokenizerSha256();
    if (one.equals(other)) {
      return;
    }
    for (Text text : texts) {
      if (text.role().equals("prompt")
          && !tokenizers
              .get(0)
              .plain(text.inPlain())
              .ids()
              .equals(tokenizers.get(1).plain(text.inPlain()).ids())) {
        throw differing(ids, List.of(one, other), text.promptId());
      }
    }
  }

  /** The refusal of models that read a text in different tokens. */
  static InputException differing(List<String> ids, List<String> sha256, String promptId) {
    return new InputException(
        "Cannot measure what alignment changed: %s and %s have different tokenizers (%.12s and %.12s) that read %s in different tokens; name the base model that the instruct model was made from"
            .formatted(ids.get(0), ids.get(1), sha256.get(0), sha256.get(1), promptId));
  }
}
