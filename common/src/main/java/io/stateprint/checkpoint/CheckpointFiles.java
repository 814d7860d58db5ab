package io.stateprint.checkpoint;

import io.stateprint.storage.ByteSource;
import io.stateprint.storage.Folder;
import io.stateprint.storage.Storage;
import java.util.List;
import java.util.function.Function;

/**
 * Where a checkpoint's files lie.
 *
 * @param location what the user named
 * @param folder holds the configuration and the tokenizer
 * @param weights names of the weight files
 * @param opener opens a weight file by name
 */
record CheckpointFiles(
    String location, Folder folder, List<String> weights, Function<String, ByteSource> opener) {
  CheckpointFiles {
    weights = List.copyOf(weights);
  }

  static CheckpointFiles of(Folder folder, List<String> weights) {
    return new CheckpointFiles(folder.location(), folder, weights, folder::open);
  }

  /** One file that the user named: it may be a link to anywhere. */
  static CheckpointFiles single(Storage storage, String location) {
    return new CheckpointFiles(
        location,
        storage.folderOf(location),
        List.of(Storage.nameOf(location)),
        name -> storage.file(location));
  }

  /** The same with other files beside the first, which is opened as before. */
  CheckpointFiles withParts(List<String> parts) {
    String first = weights.get(0);
    return new CheckpointFiles(
        location,
        folder,
        parts,
        name -> name.equals(first) ? opener.apply(name) : folder.open(name));
  }

  ByteSource open(String weightFile) {
    return opener.apply(weightFile);
  }
}
