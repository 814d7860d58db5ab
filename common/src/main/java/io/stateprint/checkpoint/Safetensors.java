package io.stateprint.checkpoint;

import io.stateprint.storage.ByteSource;
import io.stateprint.storage.Folder;
import io.stateprint.storage.InputException;
import java.util.List;
import java.util.Map;

/** Checkpoints in safetensors: {@code config.json} beside one or several weight files. */
final class Safetensors {
  static final String SINGLE = "model.safetensors";
  static final String INDEX = "model.safetensors.index.json";
  private static final String CONFIG = "config.json";
  private static final long LONGEST_CONFIG = 16L << 20;

  private Safetensors() {}

  /** Opens the weight files of a checkpoint, however many. */
  static Checkpoint open(CheckpointFiles files) {
    return new StoredCheckpoint(files, index(files));
  }

  /** Opens the files that the folder's index names. */
  static Checkpoint openIndexed(Folder folder) {
    SafetensorsIndex named = SafetensorsIndex.read(folder);
    CheckpointFiles files = CheckpointFiles.of(folder, named.files());
    CheckpointIndex index = index(files);
    named.requireKept(index.tensors());
    return new StoredCheckpoint(files, index);
  }

  private static CheckpointIndex index(CheckpointFiles files) {
    ModelConfig config = config(files.folder());
    List<IndexedFile> indexed = files.weights().stream().map(name -> header(files, name)).toList();
    return CheckpointIndex.of(config, indexed, Map.of());
  }

  private static IndexedFile header(CheckpointFiles files, String name) {
    try (ByteSource source = files.open(name)) {
      return SafetensorsHeader.read(source, name);
    }
  }

  private static ModelConfig config(Folder folder) {
    ByteSource source =
        folder
            .find(CONFIG)
            .orElseThrow(
                () ->
                    new InputException(
                        "Cannot open %s: no %s lies beside the weights"
                            .formatted(folder.location(), CONFIG)));
    return new ModelConfig(SmallFile.object(source, LONGEST_CONFIG), source.location());
  }
}
