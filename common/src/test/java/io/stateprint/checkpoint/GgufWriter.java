package io.stateprint.checkpoint;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** Writes GGUF files, right ones and wrong ones. */
final class GgufWriter {
  static final int U32 = 4;
  static final int I32 = 5;
  static final int TEXT = 8;
  static final int ARRAY = 9;

  private final ByteArrayOutputStream metadata = new ByteArrayOutputStream();
  private final ByteArrayOutputStream infos = new ByteArrayOutputStream();
  private final ByteArrayOutputStream data = new ByteArrayOutputStream();
  private int entries;
  private int tensors;
  private byte[] magic = "GGUF".getBytes(StandardCharsets.US_ASCII);
  private int version = 3;
  private int alignment = 32;

  /** Metadata of a llama of one layer, width 16, two heads of eight over one key/value head. */
  static GgufWriter llama() {
    return of("llama");
  }

  static GgufWriter of(String architecture) {
    return new GgufWriter()
        .text("general.architecture", architecture)
        .number(architecture + ".block_count", 1)
        .number(architecture + ".embedding_length", 16)
        .number(architecture + ".feed_forward_length", 32)
        .number(architecture + ".context_length", 128)
        .number(architecture + ".attention.head_count", 2)
        .number(architecture + ".attention.head_count_kv", 1)
        .number(architecture + ".vocab_size", 7)
        .real(architecture + ".attention.layer_norm_rms_epsilon", 1e-5f);
  }

  GgufWriter magic(String magic) {
    this.magic = magic.getBytes(StandardCharsets.US_ASCII);
    return this;
  }

  GgufWriter version(int version) {
    this.version = version;
    return this;
  }

  GgufWriter alignment(int alignment) {
    this.alignment = alignment;
    return number("general.alignment", alignment);
  }

  GgufWriter text(String key, String value) {
    return entry(key, TEXT, text(value));
  }

  GgufWriter number(String key, int value) {
    return entry(key, U32, number(value));
  }

  GgufWriter real(String key, float value) {
    return entry(key, 6, number(Float.floatToRawIntBits(value)));
  }

  GgufWriter texts(String key, List<String> values) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    body.writeBytes(number(TEXT));
    body.writeBytes(length(values.size()));
    values.forEach(value -> body.writeBytes(text(value)));
    return entry(key, ARRAY, body.toByteArray());
  }

  GgufWriter numbers(String key, int... values) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    body.writeBytes(number(I32));
    body.writeBytes(length(values.length));
    for (int value : values) {
      body.writeBytes(number(value));
    }
    return entry(key, ARRAY, body.toByteArray());
  }

  GgufWriter entry(String key, int type, byte[] value) {
    metadata.writeBytes(text(key));
    metadata.writeBytes(number(type));
    metadata.writeBytes(value);
    entries++;
    return this;
  }

  /** A tensor of that ggml type, sizes innermost first, after the one before it. */
  GgufWriter tensor(String name, int type, byte[] values, long... sizes) {
    while (data.size() % alignment != 0) {
      data.write(0);
    }
    info(name, type, data.size(), sizes);
    data.writeBytes(values);
    return this;
  }

  /** A tensor's entry in the header, without values. */
  GgufWriter info(String name, int type, long offset, long... sizes) {
    infos.writeBytes(text(name));
    infos.writeBytes(number(sizes.length));
    for (long size : sizes) {
      infos.writeBytes(length(size));
    }
    infos.writeBytes(number(type));
    infos.writeBytes(length(offset));
    tensors++;
    return this;
  }

  byte[] bytes() {
    return bytes(tensors, entries);
  }

  byte[] bytes(long tensorCount, long entryCount) {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.writeBytes(magic);
    file.writeBytes(number(version));
    file.writeBytes(length(tensorCount));
    file.writeBytes(length(entryCount));
    file.writeBytes(metadata.toByteArray());
    file.writeBytes(infos.toByteArray());
    while (file.size() % alignment != 0) {
      file.write(0);
    }
    file.writeBytes(data.toByteArray());
    return file.toByteArray();
  }

  Path write(Path file) {
    return SafetensorsWriter.bytes(file, bytes());
  }

  static byte[] text(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(8 + utf8.length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putLong(utf8.length)
        .put(utf8)
        .array();
  }

  static byte[] number(int value) {
    return ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(value).array();
  }

  static byte[] length(long value) {
    return ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(value).array();
  }
}
