package io.stateprint.checkpoint;

import io.stateprint.storage.InputException;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * From the tensors of a GGUF file to those of transformers: other names, rows of q and k in another
 * order, and the experts of a stacked tensor one by one.
 *
 * @param keys hyperparameters
 * @param config of the model
 * @param file name of the weight file
 */
record GgufTensors(GgufKeys keys, ModelConfig config, String file) {
  /** The largest published mixtures have 512; a header alone could claim any number. */
  private static final int MOST_EXPERTS = 4096;

  /** One tensor, or one for each expert that it holds. */
  Stream<Tensor> of(GgufTensor stored) {
    if (keys.family().isMixture() && GgufNames.isStacked(stored.name())) {
      return experts(stored);
    }
    Tensor tensor =
        new Tensor(
            GgufNames.transformers(keys.family(), stored.name()),
            stored.type(),
            stored.shape(),
            file,
            stored.offset(),
            stored.type().bytes(stored.elements()),
            keys.family().rotaryRows() ? heads(stored.name()) : 0);
    if (tensor.rotaryHeads() > 0) {
      requireHeads(tensor);
    }
    return Stream.of(tensor);
  }

  private Stream<Tensor> experts(GgufTensor stored) {
    int experts = keys.positive("expert_count");
    if (experts > MOST_EXPERTS) {
      throw keys.unusable("expert_count", experts, "up to %d are read".formatted(MOST_EXPERTS));
    }
    List<Long> shape = stored.shape();
    if (shape.size() != 3 || shape.get(0) != experts) {
      throw new InputException(
          "Cannot read tensor %s: its shape is %s, and %d matrices are needed, one for each of %s (%s)"
              .formatted(
                  stored.name(),
                  shape,
                  experts,
                  keys.family().key("expert_count"),
                  keys.metadata().location()));
    }
    long each = stored.type().bytes(stored.elements() / experts);
    return IntStream.range(0, experts)
        .mapToObj(
            expert ->
                new Tensor(
                    GgufNames.expert(keys.family(), stored.name(), expert),
                    stored.type(),
                    shape.subList(1, 3),
                    file,
                    stored.offset() + expert * each,
                    each,
                    0));
  }

  private int heads(String ggufName) {
    return switch (GgufNames.part(ggufName)) {
      case "attn_q" -> config.positive("num_attention_heads");
      case "attn_k" -> config.positive("num_key_value_heads");
      default -> 0;
    };
  }

  private void requireHeads(Tensor tensor) {
    boolean byRows = tensor.shape().size() == 2 || tensor.type().blockElements() == 1;
    long rows = tensor.shape().isEmpty() ? 0 : tensor.shape().get(0);
    if (!byRows || rows == 0 || rows % (2L * tensor.rotaryHeads()) != 0) {
      throw new InputException(
          "Cannot read tensor %s: %s of type %s does not divide into %d heads of row pairs (%s)"
              .formatted(
                  tensor.name(),
                  tensor.shape(),
                  tensor.type(),
                  tensor.rotaryHeads(),
                  config.origin()));
    }
  }
}
