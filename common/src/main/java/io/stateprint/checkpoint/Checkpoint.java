package io.stateprint.checkpoint;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;

/**
 * An open checkpoint: configuration, tensor index and bytes on demand. Nothing is loaded whole.
 * Safe for use by several threads; the one who opens it closes it.
 */
public interface Checkpoint extends AutoCloseable {
  /** Where it lies, for messages: a directory, a file or a URI. */
  String location();

  /** The configuration in the vocabulary of transformers' {@code config.json}. */
  ModelConfig config();

  /** All tensors by transformers' name, in file order. */
  Map<String, Tensor> tensors();

  /** The tensor of that name, or an error that names the checkpoint and near misses. */
  Tensor tensor(String name);

  /**
   * Fills {@code target} (from its position, exactly {@link Tensor#bytes()} remaining) with the
   * whole tensor, in transformers' row order.
   */
  void read(Tensor tensor, ByteBuffer target);

  /**
   * Fills {@code target} with {@code rows} rows of a matrix, the first of them {@code firstRow}; so
   * an embedding table is never read whole. Only for tensors with {@code rotaryHeads} 0.
   */
  void readRows(Tensor tensor, long firstRow, long rows, ByteBuffer target);

  /** A file beside the weights, such as {@code tokenizer.json}; empty where there is none. */
  Optional<byte[]> sidecar(String name);

  /**
   * A GGUF file's metadata by key (String, Long, Double, Boolean, or List of those); empty for
   * other formats.
   */
  Map<String, Object> metadata();

  /**
   * SHA-256 (hex) that identifies the weights without reading them whole: over names, types,
   * shapes, file sizes, headers and a sample of the values. Reads about 256 KiB each time.
   */
  String fingerprint();

  /**
   * What tells these weights and this configuration from later ones in the same place, without
   * reading them; empty where the storage knows nothing of that kind.
   */
  String version();

  /**
   * Whether a request to the storage waits long before its first byte comes, so that several
   * tensors are best read side by side.
   */
  boolean isFar();

  /** Bytes of weights read so far, by every thread. */
  long bytesRead();

  /** Bytes of weights that were found on the local disk instead, where ranges are kept there. */
  long bytesFound();

  @Override
  void close();
}
