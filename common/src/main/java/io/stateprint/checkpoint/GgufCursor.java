package io.stateprint.checkpoint;

import io.stateprint.storage.ByteSource;
import io.stateprint.storage.InputException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Reads a GGUF header from its start: a window of the file slides forward, and nothing is allocated
 * for a length before the rest of the file is known to hold it.
 */
final class GgufCursor {
  /** The header of a model with 260,000 tokens holds about 12 MB. */
  static final long LONGEST_HEADER = 256L << 20;

  private final ByteSource source;
  private final long end;
  private ByteBuffer window = ByteBuffer.allocate(0);
  private long windowStart;

  GgufCursor(ByteSource source) {
    this.source = source;
    this.end = Math.min(source.size(), LONGEST_HEADER);
  }

  /** Bytes read so far. */
  long position() {
    return windowStart + window.position();
  }

  long u8() {
    return need(Byte.BYTES).get() & 0xFFL;
  }

  long i8() {
    return need(Byte.BYTES).get();
  }

  long u16() {
    return need(Short.BYTES).getShort() & 0xFFFFL;
  }

  long i16() {
    return need(Short.BYTES).getShort();
  }

  long u32() {
    return need(Integer.BYTES).getInt() & 0xFFFF_FFFFL;
  }

  long i32() {
    return need(Integer.BYTES).getInt();
  }

  long i64() {
    return need(Long.BYTES).getLong();
  }

  double f32() {
    return need(Float.BYTES).getFloat();
  }

  double f64() {
    return need(Double.BYTES).getDouble();
  }

  /** A text: its length (8 bytes), then UTF-8. */
  String text(String thing, long longest) {
    byte[] text = new byte[(int) count("bytes of " + thing, 1, longest)];
    need(text.length).get(text);
    return new String(text, StandardCharsets.UTF_8);
  }

  /** A count (8 bytes) of things that each take at least so many bytes of what follows. */
  long count(String things, int bytesEach, long most) {
    long at = position();
    long count = i64();
    long left = source.size() - position();
    if (count < 0 || count > left / bytesEach) {
      throw cannotRead(at, "%s %s follow, the file ends after %d bytes more", count, things, left);
    }
    if (count > most) {
      throw cannotRead(at, "%s %s follow, over the limit of %d", count, things, most);
    }
    return count;
  }

  private InputException cannotRead(long at, String says, long count, String things, long limit) {
    return new InputException(
        "Cannot read %s: at byte %d it says %s"
            .formatted(
                source.location(),
                at,
                says.formatted(Long.toUnsignedString(count), things, limit)));
  }

  private ByteBuffer need(int bytes) {
    if (window.remaining() < bytes) {
      slide(bytes);
    }
    return window;
  }

  private void slide(int bytes) {
    long start = position();
    if (bytes > source.size() - start) {
      throw new InputException(
          "Cannot read %s: truncated: its header goes on to byte %d, the file ends after %d"
              .formatted(source.location(), start + bytes, source.size()));
    }
    if (bytes > end - start) {
      throw new InputException(
          "Cannot read %s: its header is longer than the limit of %d bytes"
              .formatted(source.location(), LONGEST_HEADER));
    }
    int length = (int) Math.min(end - start, Math.max(bytes, 1 << 20));
    window = ByteBuffer.wrap(source.bytes(start, length)).order(ByteOrder.LITTLE_ENDIAN);
    windowStart = start;
  }
}
