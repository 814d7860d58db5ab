package io.stateprint.checkpoint;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import io.stateprint.storage.ByteSource;
import io.stateprint.storage.InputException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The header of one safetensors file: its length (8 bytes, little endian), then JSON that gives
 * each tensor a type, a shape and a range of the bytes that follow.
 */
final class SafetensorsHeader {
  /** The bound of the reference implementation. */
  private static final long LONGEST = 100_000_000;

  private static final int SHOWN = 200;
  private static final List<TensorType> SUPPORTED =
      Arrays.stream(TensorType.values()).filter(type -> type.blockElements() == 1).toList();

  /** Reads one value of several, so what follows it is no fault; a key said twice is. */
  private static final ObjectReader ENTRY =
      SmallFile.JSON
          .reader()
          .with(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
          .without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private final ByteSource source;
  private final String file;
  private final long base;

  private SafetensorsHeader(ByteSource source, String file, long base) {
    this.source = source;
    this.file = file;
    this.base = base;
  }

  static IndexedFile read(ByteSource source, String file) {
    int length = length(source);
    SafetensorsHeader header = new SafetensorsHeader(source, file, Long.BYTES + (long) length);
    List<Tensor> tensors = header.parse(source.bytes(Long.BYTES, length));
    List<Tensor> inOrder = TensorLayout.inOrder(tensors);
    TensorLayout.requireContiguous(inOrder, header.base, source);
    return new IndexedFile(file, source.size(), source.version(), header.base, inOrder);
  }

  private static int length(ByteSource source) {
    if (source.size() < Long.BYTES) {
      throw new InputException(
          "Cannot read %s: truncated: it holds %d bytes, the length of the header alone takes 8"
              .formatted(source.location(), source.size()));
    }
    long length =
        ByteBuffer.wrap(source.bytes(0, Long.BYTES)).order(ByteOrder.LITTLE_ENDIAN).getLong();
    if (length < 0 || length > source.size() - Long.BYTES) {
      throw new InputException(
          "Cannot read %s: its header says it is %s bytes long, the file ends after %d"
              .formatted(source.location(), Long.toUnsignedString(length), source.size()));
    }
    if (length > LONGEST) {
      throw new InputException(
          "Cannot read %s: its header is %d bytes long, over the limit of %d"
              .formatted(source.location(), length, LONGEST));
    }
    return (int) length;
  }

  private List<Tensor> parse(byte[] json) {
    List<Tensor> tensors = new ArrayList<>();
    Set<String> names = new HashSet<>();
    try (JsonParser parser = SmallFile.JSON.createParser(json)) {
      require(parser.nextToken() == JsonToken.START_OBJECT, "it is not an object");
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        require(names.add(name), "it names tensor " + shown(name) + " twice");
        parser.nextToken();
        if (name.equals("__metadata__")) {
          parser.skipChildren();
        } else {
          tensors.add(tensor(name, ENTRY.readTree(parser)));
        }
      }
      require(parser.nextToken() == null, "something follows its object");
    } catch (JsonProcessingException e) {
      throw new InputException(
          "Cannot read the header of %s: not JSON: %s"
              .formatted(source.location(), e.getOriginalMessage()),
          e);
    } catch (IOException e) {
      throw new InputException("Cannot read the header of " + source.location(), e);
    }
    return tensors;
  }

  private void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new InputException(
          "Cannot read the header of %s: %s".formatted(source.location(), otherwise));
    }
  }

  private Tensor tensor(String name, JsonNode entry) {
    TensorType type = type(name, entry.path("dtype").asText("none"));
    List<Long> shape = sizes(name, "shape", entry);
    List<Long> range = sizes(name, "data_offsets", entry);
    if (range.size() != 2 || range.get(1) < range.get(0) || range.get(1) > Long.MAX_VALUE - base) {
      throw cannotRead(name, "data_offsets %s are not a range".formatted(shown(range)));
    }
    long bytes = range.get(1) - range.get(0);
    if (bytes != TensorLayout.bytes(type, shape)) {
      throw cannotRead(
          name,
          "data_offsets span %d bytes, %s %s takes %d"
              .formatted(bytes, type, shown(shape), TensorLayout.bytes(type, shape)));
    }
    return new Tensor(name, type, shape, file, base + range.get(0), bytes, 0);
  }

  private TensorType type(String name, String dtype) {
    return SUPPORTED.stream()
        .filter(type -> type.name().equals(dtype))
        .findFirst()
        .orElseThrow(
            () ->
                cannotRead(
                    name,
                    "dtype %s is not supported; supported: %s".formatted(shown(dtype), SUPPORTED)));
  }

  private List<Long> sizes(String name, String key, JsonNode entry) {
    JsonNode array = entry.path(key);
    List<Long> sizes = new ArrayList<>();
    for (JsonNode size : array) {
      if (!size.isIntegralNumber() || !size.canConvertToLong() || size.longValue() < 0) {
        throw cannotRead(name, "%s holds %s, not a size".formatted(key, shown(size)));
      }
      sizes.add(size.longValue());
    }
    if (!array.isArray()) {
      throw cannotRead(name, "%s is %s, not a list".formatted(key, shown(array)));
    }
    return sizes;
  }

  private InputException cannotRead(String name, String reason) {
    return new InputException(
        "Cannot read tensor %s: %s (%s)".formatted(shown(name), reason, source.location()));
  }

  /** A header may hold 100 MB in one value. */
  private static String shown(Object value) {
    String text = value.toString();
    return text.length() > SHOWN ? text.substring(0, SHOWN) + "..." : text;
  }
}
