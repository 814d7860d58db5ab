package io.stateprint.checkpoint;

import java.util.List;

/**
 * One weight file after its header was read.
 *
 * @param name name within the checkpoint
 * @param size length of the file, bytes
 * @param version what the storage tells this content from another by; empty where it cannot
 * @param header bytes before the first tensor
 * @param tensors in the order in which they lie in the file
 */
record IndexedFile(String name, long size, String version, long header, List<Tensor> tensors) {
  IndexedFile {
    tensors = List.copyOf(tensors);
  }
}
