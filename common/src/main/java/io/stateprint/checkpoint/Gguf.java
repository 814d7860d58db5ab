package io.stateprint.checkpoint;

import io.stateprint.storage.ByteSource;
import io.stateprint.storage.InputException;
import java.util.Arrays;
import java.util.List;

/** Checkpoints in one GGUF file, told in transformers' vocabulary. */
final class Gguf {
  private static final byte[] MAGIC = {'G', 'G', 'U', 'F'};

  private Gguf() {}

  /** Whether a file begins as a GGUF file does. */
  static boolean begins(ByteSource source) {
    return source.size() >= MAGIC.length && Arrays.equals(source.bytes(0, MAGIC.length), MAGIC);
  }

  static Checkpoint open(CheckpointFiles files) {
    String name = files.weights().get(0);
    try (ByteSource source = files.open(name)) {
      GgufHeader header = GgufHeader.read(source);
      GgufMetadata metadata = new GgufMetadata(header.metadata(), source.location());
      requireWhole(metadata);
      GgufFamily family = GgufFamily.of(metadata);
      ModelConfig config = GgufConfig.of(family, metadata, header.tensors());
      List<Tensor> tensors =
          TensorLayout.inOrder(
              header.tensors().stream().map(t -> tensor(t, family, config, name)).toList());
      TensorLayout.requireDisjoint(tensors, source);
      IndexedFile file = new IndexedFile(name, source.size(), header.end(), tensors);
      return new StoredCheckpoint(
          files, CheckpointIndex.of(config, List.of(file), header.metadata()));
    }
  }

  private static void requireWhole(GgufMetadata metadata) {
    long parts = metadata.whole("split.count").orElse(1L);
    if (parts > 1) {
      throw new InputException(
          "Cannot open %s: it is one of %d parts; join them with llama-gguf-split --merge"
              .formatted(metadata.location(), parts));
    }
  }

  private static Tensor tensor(
      GgufTensor stored, GgufFamily family, ModelConfig config, String file) {
    Tensor tensor =
        new Tensor(
            GgufNames.transformers(stored.name()),
            stored.type(),
            stored.shape(),
            file,
            stored.offset(),
            stored.type().bytes(stored.elements()),
            family.rotaryRows() ? heads(stored.name(), config) : 0);
    if (tensor.rotaryHeads() > 0) {
      requireHeads(tensor, config.origin());
    }
    return tensor;
  }

  private static int heads(String ggufName, ModelConfig config) {
    return switch (GgufNames.part(ggufName)) {
      case "attn_q" -> config.positive("num_attention_heads");
      case "attn_k" -> config.positive("num_key_value_heads");
      default -> 0;
    };
  }

  private static void requireHeads(Tensor tensor, String location) {
    boolean byRows = tensor.shape().size() == 2 || tensor.type().blockElements() == 1;
    long rows = tensor.shape().isEmpty() ? 0 : tensor.shape().get(0);
    if (!byRows || rows == 0 || rows % (2L * tensor.rotaryHeads()) != 0) {
      throw new InputException(
          "Cannot read tensor %s: %s of type %s does not divide into %d heads of row pairs (%s)"
              .formatted(
                  tensor.name(), tensor.shape(), tensor.type(), tensor.rotaryHeads(), location));
    }
  }
}
