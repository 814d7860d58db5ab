package io.stateprint.storage;

import java.nio.ByteBuffer;

/**
 * One readable file of a fixed size, wherever it lies, read by position. Safe for use by several
 * threads; the one who opens it closes it.
 */
public interface ByteSource extends AutoCloseable {
  /** Path or URI, for messages. */
  String location();

  /** Length of the file, bytes. */
  long size();

  /**
   * Fills all that remains of {@code target} with the bytes that begin at {@code offset}. A direct
   * buffer is filled without a copy.
   *
   * @throws InputException if the file ends before the buffer is full
   */
  void read(long offset, ByteBuffer target);

  /**
   * Says that what is read here is read once and belongs to more than memory should keep: caches on
   * the way are passed by from now on, where the storage can.
   */
  default void passCaches() {}

  /**
   * What tells this content of the file from another one without reading it, such as an ETag; empty
   * where the storage knows nothing of that kind.
   */
  default String version() {
    return "";
  }

  /** Bytes read so far, by every thread. */
  long bytesRead();

  /** Bytes that were found on the local disk instead, where ranges are kept there. */
  default long bytesFound() {
    return 0;
  }

  @Override
  void close();

  /** A range as an array, for headers and small files. */
  default byte[] bytes(long offset, int length) {
    byte[] bytes = new byte[length];
    read(offset, ByteBuffer.wrap(bytes));
    return bytes;
  }
}
