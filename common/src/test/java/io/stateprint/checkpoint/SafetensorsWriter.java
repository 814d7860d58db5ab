package io.stateprint.checkpoint;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Writes safetensors files, right ones and wrong ones. */
final class SafetensorsWriter {
  private final List<String> entries = new ArrayList<>();
  private long end;

  /** A tensor after the one before it. */
  SafetensorsWriter tensor(String name, String dtype, long bytes, Object shape) {
    return entry(name, dtype, shape, "[%d, %d]".formatted(end, end += bytes));
  }

  /** A tensor with any range. */
  SafetensorsWriter entry(String name, String dtype, Object shape, String offsets) {
    entries.add(
        "\"%s\": {\"dtype\": \"%s\", \"shape\": %s, \"data_offsets\": %s}"
            .formatted(name, dtype, shape, offsets));
    return this;
  }

  /** Writes the file with the values 0, 1, 2, ... as bytes. */
  Path write(Path file) {
    return write(file, (int) end);
  }

  /** Writes the file with so many bytes of values. */
  Path write(Path file, int dataBytes) {
    byte[] data = new byte[dataBytes];
    for (int i = 0; i < dataBytes; i++) {
      data[i] = (byte) i;
    }
    String header = header();
    return write(file, header.length(), header, data);
  }

  String header() {
    return "{\"__metadata__\": {\"format\": \"pt\"}, " + String.join(", ", entries) + "}  ";
  }

  static Path write(Path file, long headerLength, String header, byte[] data) {
    byte[] json = header.getBytes(StandardCharsets.UTF_8);
    ByteBuffer bytes = ByteBuffer.allocate(8 + json.length + data.length);
    bytes.order(ByteOrder.LITTLE_ENDIAN).putLong(headerLength).put(json).put(data);
    return bytes(file, bytes.array());
  }

  static Path text(Path file, String text) {
    return bytes(file, text.getBytes(StandardCharsets.UTF_8));
  }

  static Path bytes(Path file, byte[] bytes) {
    try {
      return Files.write(file, bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
