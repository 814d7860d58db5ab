package io.stateprint.checkpoint;

import io.stateprint.storage.ByteSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Checkpoints in GGUF, one file or the parts of one, told in transformers' vocabulary. */
final class Gguf {
  private static final byte[] MAGIC = {'G', 'G', 'U', 'F'};

  private Gguf() {}

  /** Whether a file begins as a GGUF file does. */
  static boolean begins(ByteSource source) {
    return source.size() >= MAGIC.length && Arrays.equals(source.bytes(0, MAGIC.length), MAGIC);
  }

  /** Opens the one file that is given, and the parts that belong to it. */
  static Checkpoint open(CheckpointFiles files) {
    GgufPart first = GgufPart.read(files, files.weights().get(0));
    List<GgufPart> parts = new GgufParts(files, first).all();
    GgufKeys keys = new GgufKeys(GgufFamily.of(first.metadata()), first.metadata());
    ModelConfig config = GgufConfig.of(keys, new GgufContents(files, parts));
    List<IndexedFile> indexed = new ArrayList<>();
    for (GgufPart part : parts) {
      indexed.add(indexed(part, new GgufTensors(keys, config, part.file())));
    }
    CheckpointFiles all = files.withParts(parts.stream().map(GgufPart::file).toList());
    return new StoredCheckpoint(
        all, CheckpointIndex.of(config, indexed, first.header().metadata()));
  }

  private static IndexedFile indexed(GgufPart part, GgufTensors names) {
    List<Tensor> tensors =
        TensorLayout.inOrder(part.header().tensors().stream().flatMap(names::of).toList());
    TensorLayout.requireDisjoint(tensors, part.size(), part.location());
    List<Tensor> weights =
        tensors.stream()
            .filter(tensor -> !GgufRotaryScaling.isConfiguration(names.keys(), tensor.name()))
            .toList();
    return new IndexedFile(part.file(), part.size(), part.version(), part.header().end(), weights);
  }
}
