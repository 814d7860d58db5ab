package io.stateprint.tokens;

import io.stateprint.checkpoint.Checkpoint;
import io.stateprint.checkpoint.Checkpoints;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;

/** A checkpoint of one number, with the files beside it that a test gives it. */
record TinyCheckpoint(Path folder) {
  static final Path SAMPLES = Path.of("../data-samples/tokenizers");
  static final TemplateSettings SETTINGS =
      new TemplateSettings(LocalDate.of(2026, 1, 2), Duration.ofSeconds(20));

  static TinyCheckpoint in(Path folder) throws IOException {
    byte[] header =
        "{\"x\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}} "
            .getBytes(StandardCharsets.UTF_8);
    ByteBuffer file = ByteBuffer.allocate(8 + header.length + 4).order(ByteOrder.LITTLE_ENDIAN);
    Files.write(
        folder.resolve("model.safetensors"), file.putLong(header.length).put(header).array());
    return new TinyCheckpoint(folder).with("config.json", "{\"model_type\":\"llama\"}");
  }

  TinyCheckpoint with(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text);
    return this;
  }

  TinyCheckpoint withSample(String name) throws IOException {
    return with(name, Files.readString(SAMPLES.resolve("tiny").resolve(name)));
  }

  ModelTokenizer open() {
    return open(folder);
  }

  static ModelTokenizer open(Path location) {
    try (Checkpoint checkpoint = Checkpoints.open(location.toString())) {
      return ModelTokenizer.open(checkpoint, SETTINGS);
    }
  }
}
