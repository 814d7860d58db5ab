package io.stateprint.checkpoint;

import io.stateprint.storage.InputException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * All that the headers say.
 *
 * @param config in transformers' vocabulary
 * @param files weight files, in name order
 * @param tensors by transformers' name, in file order
 * @param metadata of a GGUF file; empty for other formats
 */
record CheckpointIndex(
    ModelConfig config,
    List<IndexedFile> files,
    Map<String, Tensor> tensors,
    Map<String, Object> metadata) {
  static CheckpointIndex of(
      ModelConfig config, List<IndexedFile> files, Map<String, Object> metadata) {
    return new CheckpointIndex(config, List.copyOf(files), byName(files), metadata);
  }

  private static Map<String, Tensor> byName(List<IndexedFile> files) {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    for (IndexedFile file : files) {
      for (Tensor tensor : file.tensors()) {
        Tensor other = tensors.putIfAbsent(tensor.name(), tensor);
        if (other != null) {
          throw new InputException(
              "Cannot use tensor %s: it is there twice, in %s and in %s"
                  .formatted(tensor.name(), other.file(), tensor.file()));
        }
      }
    }
    return Collections.unmodifiableMap(tensors);
  }
}
