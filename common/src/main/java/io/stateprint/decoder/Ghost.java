package io.stateprint.decoder;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stateprint.checkpoint.ModelConfig;
import io.stateprint.checkpoint.TensorType;
import io.stateprint.storage.InputException;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A checkpoint of a published model's true size that takes no room: headers, names, shapes and
 * types are the model's, the values are holes in sparse files, which read as zeros. Only the first
 * rows of the embedding are written, so that states are not zero. It proves plan, memory and bytes,
 * not numbers.
 */
public final class Ghost {
  /** The models that there are ghosts of. */
  public static final List<String> NAMES =
      List.of("llama-3.3-70b", "deepseek-v3", "yi-34b", "qwen2.5-72b", "mistral-nemo-12b");

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long FILE_BYTES = 5_000_000_000L;
  private static final int ROWS = 4096;

  private final ModelConfig config;
  private final DecoderSpec spec;
  private final ProgramText text;
  private final Numbers numbers;
  private final List<Entry> entries = new ArrayList<>();

  /** A tensor to lay down. */
  private record Entry(String name, TensorType type, List<Long> shape) {
    long bytes() {
      return type.bytes(shape.stream().reduce(1L, Math::multiplyExact));
    }
  }

  private Ghost(ModelConfig config) {
    this.config = config;
    this.spec = DecoderSpec.of(config);
    this.text = ProgramText.resource(spec.family().program());
    this.numbers = Numbers.of(spec, text);
  }

  /**
   * Lays one down, without a tokenizer.
   *
   * @param name one of {@link #NAMES}
   * @param folder is made; must not exist
   */
  public static void lay(String name, Path folder) {
    if (!NAMES.contains(name)) {
      throw new InputException(
          "Cannot lay down a ghost of %s: there are %s".formatted(name, String.join(", ", NAMES)));
    }
    try (InputStream in = Ghost.class.getResourceAsStream("ghosts/" + name + ".json")) {
      ObjectNode json = (ObjectNode) JSON.readTree(in);
      Files.createDirectory(folder);
      JSON.writerWithDefaultPrettyPrinter()
          .writeValue(folder.resolve("config.json").toFile(), json);
      new Ghost(new ModelConfig(json, name)).write(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void write(Path folder) throws IOException {
    long vocabulary = spec.vocabulary();
    add("model.embed_tokens.weight", List.of(vocabulary, (long) spec.width()));
    int further = spec.layers() + spec.family().furtherLayers(config);
    for (int layer = 0; layer < further; layer++) {
      layer(layer);
    }
    add("model.norm.weight", List.of((long) spec.width()));
    add("lm_head.weight", List.of(vocabulary, (long) spec.width()));
    List<List<Entry>> files = files();
    ObjectNode index = JSON.createObjectNode();
    for (int i = 0; i < files.size(); i++) {
      String file = "model-%05d-of-%05d.safetensors".formatted(i + 1, files.size());
      write(folder.resolve(file), files.get(i));
      files.get(i).forEach(entry -> index.withObject("/weight_map").put(entry.name(), file));
    }
    JSON.writeValue(folder.resolve("model.safetensors.index.json").toFile(), index);
  }

  private void layer(int layer) {
    for (ProgramText.Weight weight : text.weights().values()) {
      if (weight.isIn(spec.kind(layer)) && isThere(weight)) {
        List<Long> shape = weight.shape().stream().map(numbers::size).toList();
        long experts = weight.isOfOneExpert() ? numbers.size("E") : 1;
        for (long expert = 0; expert < experts; expert++) {
          String name = weight.name().replace("*", Long.toString(expert));
          add("model.layers." + layer + "." + name, shape);
        }
      }
    }
  }

  /**
   * Biases as the configuration says; of two ways to q, the one whose size is not 0; k and v of a
   * latent in one matrix, as in published safetensors.
   */
  private boolean isThere(ProgramText.Weight weight) {
    String name = weight.name();
    if (name.endsWith(".bias")) {
      return spec.family().biased(config).contains(name.replace(".bias", ""));
    }
    if (name.contains("kv_b_proj") || name.contains("k_b_proj") || name.contains("v_b_proj")) {
      return name.contains("kv_b_proj");
    }
    boolean latent = numbers.sizes().getOrDefault("Q", 0L) > 0;
    return !weight.optional() || name.contains("q_proj") != latent;
  }

  private void add(String name, List<Long> shape) {
    boolean wide = name.endsWith("correction_bias");
    TensorType plain = wide ? TensorType.F32 : TensorType.BF16;
    if (Quantization.of(config) instanceof Fp8 fp8
        && name.matches(".*(_proj|_with_mqa)[.]weight")) {
      entries.add(new Entry(name, TensorType.F8_E4M3, shape));
      List<Long> factors = fp8.grain().factors(shape).get(0);
      entries.add(new Entry(name + "_scale_inv", TensorType.F32, factors));
    } else {
      entries.add(new Entry(name, plain, shape));
    }
  }

  private List<List<Entry>> files() {
    List<List<Entry>> files = new ArrayList<>();
    long filled = Long.MAX_VALUE;
    for (Entry entry : entries) {
      if (filled + entry.bytes() > FILE_BYTES || filled == Long.MAX_VALUE) {
        files.add(new ArrayList<>());
        filled = 0;
      }
      files.get(files.size() - 1).add(entry);
      filled += entry.bytes();
    }
    return files;
  }

  private static void write(Path path, List<Entry> own) throws IOException {
    ObjectNode header = JSON.createObjectNode();
    long end = 0;
    for (Entry entry : own) {
      ObjectNode tensor = header.putObject(entry.name()).put("dtype", entry.type().name());
      ArrayNode shape = tensor.putArray("shape");
      entry.shape().forEach(shape::add);
      tensor.putArray("data_offsets").add(end).add(end + entry.bytes());
      end += entry.bytes();
    }
    byte[] text = JSON.writeValueAsString(header).getBytes(StandardCharsets.UTF_8);
    try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
      file.setLength(8 + text.length + end);
      file.write(
          ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(text.length).array());
      file.write(text);
      if (own.get(0).name().endsWith("embed_tokens.weight")) {
        file.write(numbers(own.get(0)));
      }
    }
  }

  /** The first rows of the embedding in bfloat16: small numbers, none of them zero. */
  private static byte[] numbers(Entry embedding) {
    long width = embedding.shape().get(1);
    ByteBuffer out =
        ByteBuffer.allocate(Math.toIntExact(Math.min(ROWS, embedding.shape().get(0)) * width * 2))
            .order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; out.hasRemaining(); i++) {
      float value = ((i * 0x9E3779B1) >> 8) * 0x1p-30f + 0x1p-20f;
      out.putShort((short) (Float.floatToRawIntBits(value) >>> 16));
    }
    return out.array();
  }
}
