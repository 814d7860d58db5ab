package io.stateprint.sampling;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** What the reference implementation computed for a checkpoint; made by a script beside it. */
final class Golden {
  private static final ObjectMapper JSON = new ObjectMapper();
  static final Path SAMPLES = Path.of("../data-samples").toAbsolutePath().normalize();

  private final JsonNode texts;
  private final JsonNode header;
  private final ByteBuffer data;

  private Golden(JsonNode texts, JsonNode header, ByteBuffer data) {
    this.texts = texts;
    this.header = header;
    this.data = data;
  }

  /** The golden files in a folder. */
  static Golden in(Path folder) {
    return in(folder, "golden.safetensors");
  }

  private static Golden in(Path folder, String file) {
    try {
      ByteBuffer bytes =
          ByteBuffer.wrap(Files.readAllBytes(folder.resolve(file))).order(ByteOrder.LITTLE_ENDIAN);
      byte[] header = new byte[Math.toIntExact(bytes.getLong())];
      bytes.get(header);
      return new Golden(
          JSON.readTree(folder.resolve("golden.json").toFile()),
          JSON.readTree(header),
          bytes.slice().order(ByteOrder.LITTLE_ENDIAN));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The same texts, and what enters the first block: {@code user/<id>} (1, D). */
  static Golden embeddings(Path folder) {
    return in(folder, "embeddings.safetensors");
  }

  /** Folders of data-samples/models with golden states, sorted. */
  static List<Path> models() {
    return folders("models");
  }

  /** Those of data-samples/planted, whose weights are not random. */
  static List<Path> planted() {
    return folders("planted");
  }

  private static List<Path> folders(String kind) {
    try (Stream<Path> folders = Files.list(SAMPLES.resolve(kind))) {
      return folders.filter(f -> Files.exists(f.resolve("golden.json"))).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where the checkpoint of such a folder is: the folder, or the first GGUF file in it. */
  static String checkpoint(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.toString().endsWith(".gguf"))
          .min(Comparator.naturalOrder())
          .orElse(folder)
          .toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  List<String> ids() {
    List<String> ids = new ArrayList<>();
    texts.fieldNames().forEachRemaining(ids::add);
    return ids;
  }

  int[] tokens(String id) {
    return ints(texts.get(id).get("ids"));
  }

  int[] userTokens(String id) {
    return java.util.Arrays.stream(ints(texts.get(id).get("user_positions")))
        .filter(t -> t > 0)
        .toArray();
  }

  /** One layer of a tensor (L, D) such as {@code last/short}. */
  float[] state(String name, int layer) {
    JsonNode entry = header.get(name);
    int width = entry.get("shape").get(1).asInt();
    float[] out = new float[width];
    int start = entry.get("data_offsets").get(0).asInt() + 4 * width * layer;
    data.slice(start, 4 * width).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(out);
    return out;
  }

  private static int[] ints(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).mapToInt(JsonNode::asInt).toArray();
  }
}
