package io.stateprint.decoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stateprint.checkpoint.Checkpoint;
import io.stateprint.checkpoint.Checkpoints;
import io.stateprint.storage.InputException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What stands in a checkpoint's headers is held against its configuration before any read. */
class BadCheckpointTest {
  static final Path MODELS = Path.of("../data-samples/models");
  private static final ObjectMapper JSON = new ObjectMapper();
  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"model_type\": \"mamba\"            | Cannot run architecture mamba: supported are llama, qwen2, qwen3, mistral",
        "\"hidden_act\": \"gelu\"             | Cannot use hidden_act = gelu",
        "\"quantization_config\": {\"quant_method\": \"hqq\"} | Cannot read weights quantised by hqq: supported are plain F32, F16 and BF16 safetensors, fp8",
        "\"rope_theta\": -10000, \"rope_parameters\": null | Cannot use a rope_theta of -10000.0: a number above 0 is needed",
        "\"rms_norm_eps\": -1 | Cannot use rms_norm_eps = -1.0: a number of 0 or more is needed",
        "\"rope_parameters\": {\"rope_type\": \"dynamic\"} | Cannot use rope scaling dynamic: supported are default, linear, llama3, longrope, yarn",
        "\"rope_parameters\": {\"rope_type\": \"llama3\", \"factor\": 0} | factor = 0, a number above 0 is needed",
        "\"rope_parameters\": {\"rope_type\": \"longrope\", \"original_max_position_embeddings\": 8, \"short_factor\": [1]} | short_factor holds 1 numbers, 6 are needed",
        "\"use_bidirectional_attention\": true | attention is computed causally",
        "\"num_key_value_heads\": 3           | Cannot use num_attention_heads = 4: a multiple of 3 is needed",
        "\"head_dim\": 7                      | Cannot use head_dim = 7: a multiple of 2 is needed",
        "\"num_hidden_layers\": 5             | layers.4.input_layernorm.weight",
        "\"num_hidden_layers\": 3             | no program knows its tensor model.layers.3.",
        "\"num_hidden_layers\": 0             | num_hidden_layers",
        "\"hidden_size\": null                | hidden_size",
        "\"intermediate_size\": 96            | mlp.gate_proj.weight: its shape is [80, 48], the configuration asks for [96, 48]",
        "\"vocab_size\": 500                  | embed_tokens.weight: its shape is [480, 48], the configuration asks for [500, 48]",
        "\"attention_bias\": true             | self_attn.q_proj.bias",
      })
  void refusesAConfigurationThatTheWeightsOrTheProgramsDoNotFit(String keys, String sentence)
      throws IOException {
    Path model = copy();
    configure(model, keys);

    assertThatThrownBy(() -> open(model))
        .isInstanceOf(InputException.class)
        .hasMessageContaining(sentence)
        .hasMessageContaining(model.toString());
  }

  @Test
  void refusesACheckpointThatLacksATensor() throws IOException {
    Path model = copy();
    edit(
        model,
        header -> header.set("lm_head.weight", header.remove("model.layers.2.mlp.up_proj.weight")));

    refuses(model, "model.layers.2.mlp.up_proj.weight");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "model.layers.1.self_attn.q_norm.weight",
        "model.layers.3.self_attn.o_proj.bias",
        "model.layers.4.input_layernorm.weight",
        "vision_tower.weight"
      })
  void refusesATensorThatNoProgramReads(String name) throws IOException {
    Path model = copy();
    append(model, name);

    refuses(model, "no program knows its tensor " + name);
  }

  @Test
  void refusesAShapeThatIsNotTheConfigurations() throws IOException {
    Path model = copy();
    edit(
        model,
        header -> {
          ObjectNode tensor = (ObjectNode) header.get("model.layers.0.self_attn.o_proj.weight");
          tensor.putArray("shape").add(24).add(96);
        });

    refuses(
        model,
        "model.layers.0.self_attn.o_proj.weight: its shape is [24, 96], the configuration asks for [48, 48]");
  }

  @Test
  void refusesWeightsOfATypeThatNoProgramComputesWith() throws IOException {
    Path model = copy();
    edit(
        model,
        header ->
            ((ObjectNode) header.get("model.layers.0.self_attn.o_proj.weight"))
                .put("dtype", "I32"));

    refuses(model, "model.layers.0.self_attn.o_proj.weight", "I32", "supported are");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"quantization_config\": null | self_attn.q_a_proj.weight_scale_inv: the configuration has no quantization_config",
        "\"quantization_config\": {\"quant_method\": \"fp8\", \"weight_block_size\": [16, 16]} | in blocks of 16 x 16 asks for",
        "\"quantization_config\": {\"quant_method\": \"fp8\"} | with one factor asks for [] or [1]",
        "\"n_routed_experts\": 9       | mlp.gate.weight: its shape is [8, 48], the configuration asks for [9, 48]",
        "\"num_nextn_predict_layers\": 0 | no program knows its tensor model.layers.4.",
        "\"first_k_dense_replace\": 2  | layers.1.mlp.gate_proj.weight",
        "\"qk_rope_head_dim\": 6       | the configuration asks for",
      })
  void refusesAMixtureThatItsConfigurationDoesNotFit(String keys, String sentence)
      throws IOException {
    Path model = copyOf("tiny-deepseek-v3-fp8");
    configure(model, keys);

    assertThatThrownBy(() -> open(model))
        .isInstanceOf(InputException.class)
        .hasMessageContaining(sentence);
  }

  @Test
  void refusesAMixtureThatLacksAnExpert() throws IOException {
    Path model = copyOf("tiny-mixtral");
    edit(
        model,
        header ->
            header.set(
                "lm_head.weight",
                header.remove("model.layers.2.block_sparse_moe.experts.3.w2.weight")));

    refuses(model, "model.layers.2.block_sparse_moe.experts.3.w2.weight");
  }

  @Test
  void refusesAScaleThatIsMissing() throws IOException {
    Path model = copyOf("tiny-deepseek-v3-fp8");
    String name = "model.layers.1.mlp.experts.0.up_proj.weight_scale_inv";
    edit(model, header -> header.set("norm.weight", header.remove(name)));

    assertThatThrownBy(() -> open(model))
        .isInstanceOf(InputException.class)
        .hasMessageContaining(name);
  }

  @Test
  void acceptsWhatTheReferenceIgnoresToo() throws IOException {
    Path model = copy();
    append(model, "model.layers.0.self_attn.rotary_emb.inv_freq");

    assertThat(spec(model).layers()).isEqualTo(4);
  }

  @Test
  void aBaseModelsNamesLackThePrefix() throws IOException {
    Path model = copy();
    ObjectNode renamed = JSON.createObjectNode();
    edit(
        model,
        header -> {
          header
              .properties()
              .forEach(e -> renamed.set(e.getKey().replaceFirst("^model\\.", ""), e.getValue()));
          header.removeAll();
          header.setAll(renamed);
        });

    assertThat(spec(model).width()).isEqualTo(48);
  }

  private static void refuses(Path model, String... sentences) {
    assertThatThrownBy(() -> open(model))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith("Cannot ")
        .hasMessageContaining(model.toString())
        .message()
        .contains(sentences);
  }

  static void open(Path model) {
    spec(model);
  }

  private static DecoderSpec spec(Path model) {
    try (Checkpoint checkpoint = Checkpoints.open(model.toString())) {
      return Decoder.of(checkpoint).spec();
    }
  }

  private Path copy() throws IOException {
    return copyOf("tiny-llama");
  }

  private Path copyOf(String tiny) throws IOException {
    Path copy = Files.createDirectory(folder.resolve("model"));
    for (String name : new String[] {"config.json", "model.safetensors"}) {
      Files.copy(MODELS.resolve(tiny).resolve(name), copy.resolve(name));
    }
    return copy;
  }

  static void configure(Path model, String keys) throws IOException {
    ObjectNode config = (ObjectNode) JSON.readTree(model.resolve("config.json").toFile());
    config.setAll((ObjectNode) JSON.readTree("{" + keys + "}"));
    JSON.writeValue(model.resolve("config.json").toFile(), config);
  }

  /** Adds a tensor of 48 zeros after the others. */
  static void append(Path model, String name) throws IOException {
    Path file = model.resolve("model.safetensors");
    edit(
        model,
        header -> {
          long end = 0;
          for (var entry : header.properties()) {
            end = Math.max(end, entry.getValue().path("data_offsets").path(1).asLong());
          }
          ObjectNode tensor = header.putObject(name).put("dtype", "F32");
          tensor.putArray("shape").add(48);
          tensor.putArray("data_offsets").add(end).add(end + 192);
        });
    Files.write(file, new byte[192], StandardOpenOption.APPEND);
  }

  /** Changes the header; offsets count from its end, so the values stay where they are. */
  static void edit(Path model, Consumer<ObjectNode> change) throws IOException {
    Path file = model.resolve("model.safetensors");
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
  }
}
