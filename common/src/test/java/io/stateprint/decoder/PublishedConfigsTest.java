package io.stateprint.decoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stateprint.checkpoint.ModelConfig;
import io.stateprint.storage.InputException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Configurations of published models give the numbers that transformers reads from them
 * (data-samples/golden/configs/make_frequencies.py), whichever way RoPE is spelled.
 */
class PublishedConfigsTest {
  private static final Path SAMPLES = Path.of("../data-samples");
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final JsonNode GOLDEN = read(SAMPLES.resolve("golden/configs/numbers.json"));

  static Stream<String> models() {
    return StreamSupport.stream(((Iterable<String>) GOLDEN::fieldNames).spliterator(), false);
  }

  @Test
  void coverEveryFamilyOfTheReadme() {
    assertThat(models().map(model -> config(model).path("model_type").asText()))
        .contains(Stream.of(Family.values()).map(Family::modelType).toArray(String[]::new));
  }

  @ParameterizedTest
  @MethodSource("models")
  void sizesAreThoseOfTheReference(String model) {
    DecoderSpec spec = spec(config(model));

    assertThat(
            List.of(
                spec.layers(),
                spec.width(),
                spec.heads(),
                spec.keyHeads(),
                spec.headWidth(),
                spec.innerWidth(),
                spec.vocabulary(),
                spec.context()))
        .isEqualTo(
            Stream.of(
                    "layers",
                    "width",
                    "heads",
                    "keyHeads",
                    "headWidth",
                    "innerWidth",
                    "vocabulary",
                    "context")
                .map(key -> GOLDEN.get(model).get(key).asInt())
                .toList());
    for (int layer = 0; layer < spec.layers(); layer++) {
      assertThat(spec.window(layer))
          .describedAs("window of layer %d", layer)
          .isEqualTo(GOLDEN.get(model).get("windows").get(layer).asInt());
    }
  }

  @ParameterizedTest
  @MethodSource("models")
  void frequenciesAreThoseOfTheReference(String model) {
    assertTurnsAsTheReference(model, spec(config(model)));
  }

  @ParameterizedTest
  @MethodSource("models")
  void theOtherSpellingOfRopeGivesTheSame(String model) {
    ObjectNode config = config(model);
    ObjectNode rope = JSON.createObjectNode().put("rope_type", "default");
    if (config.remove("rope_scaling") instanceof ObjectNode scaling) {
      rope.setAll(scaling);
      rope.put("rope_type", scaling.path("rope_type").asText(scaling.path("type").asText()));
    }
    JsonNode near = config.remove("rope_local_base_freq");
    JsonNode theta = config.remove("rope_theta");
    if (theta != null) {
      rope.set("rope_theta", theta);
    }
    JsonNode part = config.remove("partial_rotary_factor");
    if (part != null) {
      rope.set("partial_rotary_factor", part);
    }
    if (near == null) {
      config.set("rope_parameters", rope);
    } else {
      ObjectNode both = config.putObject("rope_parameters");
      both.set("full_attention", rope);
      both.putObject("sliding_attention").put("rope_type", "default").set("rope_theta", near);
    }

    assertTurnsAsTheReference(model, spec(config));
  }

  @Test
  void refusesByNameWhatHoldsMoreThanText() {
    assertThatThrownBy(() -> spec(config("gemma-3-4b")))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("Cannot run architecture gemma3")
        .hasMessageContaining("gemma3_text");
  }

  @Test
  void ofGptOssEverySecondLayerSeesAllAndTheCheckpointIsInFours() {
    DecoderSpec spec = spec(config("gpt-oss-20b"));

    assertThat(spec.kind(0)).isEqualTo(LayerKind.SPARSE);
    assertThat(Quantization.of(spec.config())).isInstanceOf(Mxfp4Format.class);
  }

  private static void assertTurnsAsTheReference(String model, DecoderSpec spec) {
    JsonNode golden = GOLDEN.get(model).get("rotaries");
    assertThat(spec.rotaries()).hasSize(golden.size());
    for (int i = 0; i < golden.size(); i++) {
      Rotary rotary = spec.rotaries().get(i);
      assertThat(rotary.scale()).isCloseTo(golden.get(i).get("scale").asDouble(), within(1e-12));
      assertClose(rotary.frequency(1), golden.get(i).get("short"));
      assertClose(rotary.frequency(spec.context()), golden.get(i).get("long"));
    }
  }

  /** To the last bits of a float: both sides compute in float32, by other libraries. */
  private static void assertClose(float[] found, JsonNode wanted) {
    assertThat(found).hasSize(wanted.size());
    for (int i = 0; i < found.length; i++) {
      assertThat(found[i] / wanted.get(i).asDouble())
          .describedAs("frequency %d", i)
          .isCloseTo(1, within(3e-6));
    }
  }

  private static DecoderSpec spec(ObjectNode config) {
    return DecoderSpec.of(new ModelConfig(config, "config.json"));
  }

  private static ObjectNode config(String model) {
    return (ObjectNode) read(SAMPLES.resolve("configs").resolve(model + ".json"));
  }

  private static JsonNode read(Path file) {
    try {
      return JSON.readTree(file.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
