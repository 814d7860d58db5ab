package io.stateprint.checkpoint;

import io.stateprint.storage.ByteSource;
import io.stateprint.storage.InputException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The header of a GGUF file, version 2 or 3: magic, version, counts, metadata, tensors; the values
 * follow from the next multiple of the alignment.
 *
 * @param metadata by key, in file order
 * @param tensors in file order
 * @param end first byte after the header, bytes
 */
record GgufHeader(Map<String, Object> metadata, List<GgufTensor> tensors, long end) {
  private static final long MOST_ENTRIES = 1L << 20;
  private static final int LEAST_TENSOR = 24;
  private static final int LEAST_ENTRY = 13;
  private static final long LONGEST_KEY = 65_535;

  /** ggml's is 64; some tools write longer ones. */
  private static final long LONGEST_NAME = 1024;

  private static final int MOST_DIMENSIONS = 4;

  static GgufHeader read(ByteSource source) {
    return new Reader(source).read();
  }

  private static final class Reader {
    private final ByteSource source;
    private final GgufCursor cursor;

    Reader(ByteSource source) {
      this.source = source;
      this.cursor = new GgufCursor(source);
    }

    GgufHeader read() {
      requireMagic();
      requireVersion();
      long tensorCount = cursor.count("tensors", LEAST_TENSOR, MOST_ENTRIES);
      long entryCount = cursor.count("metadata entries", LEAST_ENTRY, MOST_ENTRIES);
      Map<String, Object> metadata = metadata(entryCount);
      List<GgufTensor> relative = tensors(tensorCount);
      long alignment = alignment(metadata);
      long base = (cursor.position() + alignment - 1) / alignment * alignment;
      List<GgufTensor> tensors = relative.stream().map(t -> placed(t, base, alignment)).toList();
      return new GgufHeader(metadata, tensors, cursor.position());
    }

    private void requireMagic() {
      if (!Gguf.begins(source)) {
        String start = HexFormat.of().formatHex(source.bytes(0, (int) Math.min(4, source.size())));
        throw cannotOpen("not a GGUF file: it begins with bytes %s, not GGUF".formatted(start));
      }
      cursor.u32();
    }

    private void requireVersion() {
      long version = cursor.u32();
      if (Integer.reverseBytes((int) version) > 0
          && Integer.reverseBytes((int) version) < 1 << 16) {
        throw cannotOpen("it is big-endian; convert it to little-endian");
      }
      if (version != 2 && version != 3) {
        throw cannotOpen("GGUF version %d; versions 2 and 3 are supported".formatted(version));
      }
    }

    private Map<String, Object> metadata(long count) {
      Map<String, Object> metadata = new LinkedHashMap<>();
      for (long i = 0; i < count; i++) {
        String key = cursor.text("a metadata key", LONGEST_KEY);
        if (metadata.put(key, GgufValue.read(cursor, key, source.location())) != null) {
          throw cannotOpen("metadata key %s is there twice".formatted(key));
        }
      }
      return Collections.unmodifiableMap(metadata);
    }

    private List<GgufTensor> tensors(long count) {
      List<GgufTensor> tensors = new ArrayList<>();
      Set<String> names = new HashSet<>();
      for (long i = 0; i < count; i++) {
        GgufTensor tensor = tensor();
        if (!names.add(tensor.name())) {
          throw cannotOpen("tensor %s is there twice".formatted(tensor.name()));
        }
        tensors.add(tensor);
      }
      return tensors;
    }

    private GgufTensor tensor() {
      String name = cursor.text("a tensor's name", LONGEST_NAME);
      List<Long> shape = shape(name);
      long number = cursor.u32();
      TensorType type = GgufTypes.of(number);
      if (type == null) {
        throw cannotOpen(
            "tensor %s is of type %s, which is not supported; supported: %s"
                .formatted(name, GgufTypes.name(number), GgufTypes.supported()));
      }
      long innermost = shape.isEmpty() ? 1 : shape.get(shape.size() - 1);
      if (innermost % type.blockElements() != 0) {
        throw cannotOpen(
            "rows of tensor %s hold %d elements, not a whole number of %s blocks of %d"
                .formatted(name, innermost, type, type.blockElements()));
      }
      if (TensorLayout.bytes(type, shape) == TensorLayout.OVERFLOW) {
        throw cannotOpen("shape %s of tensor %s is beyond any file".formatted(shape, name));
      }
      long elements = shape.stream().reduce(1L, (a, b) -> a * b);
      return new GgufTensor(name, type, shape, elements, cursor.i64());
    }

    private List<Long> shape(String name) {
      long dimensions = cursor.u32();
      if (dimensions > MOST_DIMENSIONS) {
        throw cannotOpen(
            "tensor %s has %d dimensions, over ggml's %d"
                .formatted(name, dimensions, MOST_DIMENSIONS));
      }
      List<Long> shape = new ArrayList<>();
      for (long i = 0; i < dimensions; i++) {
        long size = cursor.i64();
        if (size < 0) {
          throw cannotOpen(
              "tensor %s has a size of %s".formatted(name, Long.toUnsignedString(size)));
        }
        shape.add(0, size);
      }
      return shape;
    }

    private long alignment(Map<String, Object> metadata) {
      Object alignment = metadata.getOrDefault("general.alignment", 32L);
      if (alignment instanceof Long bytes && bytes > 0 && Long.bitCount(bytes) == 1) {
        return bytes;
      }
      throw cannotOpen("general.alignment = %s is not a power of two".formatted(alignment));
    }

    private GgufTensor placed(GgufTensor tensor, long base, long alignment) {
      long offset = tensor.offset();
      if (offset < 0 || offset % alignment != 0 || offset > Long.MAX_VALUE - base) {
        throw cannotOpen(
            "tensor %s begins at %s, not a multiple of the alignment %d within the file"
                .formatted(tensor.name(), Long.toUnsignedString(offset), alignment));
      }
      return new GgufTensor(
          tensor.name(), tensor.type(), tensor.shape(), tensor.elements(), base + offset);
    }

    private InputException cannotOpen(String reason) {
      return new InputException("Cannot open %s: %s".formatted(source.location(), reason));
    }
  }
}
