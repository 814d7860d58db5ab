package io.stateprint.checkpoint;

import io.stateprint.storage.ByteSource;
import io.stateprint.storage.Sha256;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.List;

/**
 * What tells one set of weights from another without reading it whole: the size and header of each
 * file (names, types, shapes), and a sample of the values, since fine-tunes of one model have the
 * same headers.
 */
final class Fingerprint {
  private static final int PIECE = 1 << 20;
  private static final int SAMPLES = 64;
  private static final long SAMPLE_BYTES = 4096;

  private Fingerprint() {}

  static String of(CheckpointFiles files, CheckpointIndex index) {
    MessageDigest digest = Sha256.digest();
    int samplesEach = Math.max(1, SAMPLES / index.files().size());
    for (IndexedFile file : index.files()) {
      try (ByteSource source = files.open(file.name())) {
        digest.update(ByteBuffer.allocate(Long.BYTES).putLong(0, file.size()));
        addHeader(digest, source, file);
        addSamples(digest, source, file.tensors(), samplesEach);
      }
    }
    return Sha256.hex(digest.digest());
  }

  private static void addHeader(MessageDigest digest, ByteSource source, IndexedFile file) {
    for (long at = 0; at < file.header(); at += PIECE) {
      digest.update(source.bytes(at, (int) Math.min(PIECE, file.header() - at)));
    }
  }

  private static void addSamples(
      MessageDigest digest, ByteSource source, List<Tensor> tensors, int samples) {
    int count = Math.min(samples, tensors.size());
    for (int i = 0; i < count; i++) {
      Tensor tensor = tensors.get((int) ((long) i * tensors.size() / count));
      int length = (int) Math.min(SAMPLE_BYTES, tensor.bytes());
      digest.update(source.bytes(tensor.offset() + (tensor.bytes() - length) / 2, length));
    }
  }
}
