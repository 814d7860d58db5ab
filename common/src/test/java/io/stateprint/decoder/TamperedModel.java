package io.stateprint.decoder;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stateprint.checkpoint.Checkpoint;
import io.stateprint.checkpoint.Checkpoints;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/** A copy of a tiny checkpoint whose configuration or header is changed. */
record TamperedModel(Path folder) {
  private static final Path MODELS = Path.of("../data-samples/models");
  private static final ObjectMapper JSON = new ObjectMapper();

  static TamperedModel of(String tiny, Path parent) throws IOException {
    Path copy = Files.createDirectory(parent.resolve(tiny));
    for (String name : List.of("config.json", "model.safetensors")) {
      Files.copy(MODELS.resolve(tiny).resolve(name), copy.resolve(name));
    }
    return new TamperedModel(copy);
  }

  /** Sets keys of the configuration, spelled as the inside of a JSON object. */
  TamperedModel with(String keys) throws IOException {
    Path file = folder.resolve("config.json");
    ObjectNode config = (ObjectNode) JSON.readTree(file.toFile());
    config.setAll((ObjectNode) JSON.readTree("{" + keys + "}"));
    JSON.writeValue(file.toFile(), config);
    return this;
  }

  /** Changes the header; offsets count from its end, so the values stay where they are. */
  TamperedModel edited(Consumer<ObjectNode> change) throws IOException {
    Path file = folder.resolve("model.safetensors");
    byte[] all = Files.readAllBytes(file);
    int length = (int) ByteBuffer.wrap(all).order(ByteOrder.LITTLE_ENDIAN).getLong();
    ObjectNode header =
        (ObjectNode) JSON.readTree(new String(all, 8, length, StandardCharsets.UTF_8));
    change.accept(header);
    byte[] text = JSON.writeValueAsBytes(header);
    byte[] values = Arrays.copyOfRange(all, 8 + length, all.length);
    ByteBuffer out =
        ByteBuffer.allocate(8 + text.length + values.length).order(ByteOrder.LITTLE_ENDIAN);
    Files.write(file, out.putLong(text.length).put(text).put(values).array());
    return this;
  }

  /** What its headers say, checked. */
  DecoderSpec spec() {
    try (Checkpoint checkpoint = Checkpoints.open(folder.toString())) {
      return Decoder.of(checkpoint).spec();
    }
  }
}
