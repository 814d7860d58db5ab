package io.stateprint.checkpoint;

import io.stateprint.storage.ByteSource;

/**
 * A GGUF file, whole or one of several, after its header was read.
 *
 * @param file its name
 * @param location for messages
 * @param size bytes
 * @param version what the storage tells this content from another by; empty where it cannot
 * @param header what it says
 */
record GgufPart(String file, String location, long size, String version, GgufHeader header) {
  static GgufPart read(CheckpointFiles files, String file) {
    try (ByteSource source = files.open(file)) {
      return new GgufPart(
          file, source.location(), source.size(), source.version(), GgufHeader.read(source));
    }
  }

  GgufMetadata metadata() {
    return new GgufMetadata(header.metadata(), location);
  }
}
