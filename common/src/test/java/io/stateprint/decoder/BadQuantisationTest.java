package io.stateprint.decoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stateprint.checkpoint.Checkpoint;
import io.stateprint.checkpoint.Checkpoints;
import io.stateprint.storage.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a quantization_config says is held against the tensors before any read. */
class BadQuantisationTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String GROUP = "/quantization_config/config_groups/group_0";
  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "tiny-llama-gptq | {\"bits\": 3} | Cannot use bits = 3: supported for gptq are 2, 4, 8",
        "tiny-llama-gptq | {\"bits\": 8} | self_attn.q_proj.qweight: its shape is [6, 48], 8 bits in groups of 16 for 48 inputs and 48 outputs asks for [12, 48]",
        "tiny-llama-gptq | {\"bits\": null} | Cannot use bits = null: a whole number above 0 is needed",
        "tiny-llama-gptq | {\"group_size\": 32} | layers.0.self_attn.q_proj.weight: its 48 inputs are no multiple of the group_size 32",
        "tiny-llama-gptq | {\"group_size\": 0} | are no multiple of the group_size 0",
        "tiny-llama-gptq | {\"group_size\": 8} | self_attn.q_proj.qzeros: its shape is [3, 6], 4 bits in groups of 8 for 48 inputs and 48 outputs asks for [6, 6]",
        "tiny-llama-gptq | {\"checkpoint_format\": \"marlin\"} | Cannot use checkpoint_format = marlin: supported for gptq are gptq, gptq_v2",
        "tiny-llama-gptq | {\"is_marlin_format\": true} | Cannot use is_marlin_format = true",
        "tiny-llama-gptq | {\"quant_method\": \"awq\"} | self_attn.q_proj.qweight: its shape is [6, 48], 4 bits in groups of 16 for 48 inputs and 48 outputs asks for [48, 6]",
        "tiny-llama-gptq | {\"quant_method\": \"bitsandbytes\"} | Cannot read weights quantised by bitsandbytes: supported are plain",
        "tiny-qwen2-gptq | {\"desc_act\": true, \"group_size\": 8} | self_attn.q_proj.g_idx",
        "tiny-llama-awq  | {\"version\": \"gemv\"} | Cannot use version = gemv: supported for awq are gemm",
        "tiny-llama-awq  | {\"bits\": 3} | Cannot use bits = 3: supported for awq are 4",
        "tiny-llama-awq  | {\"zero_point\": false} | Cannot use zero_point = false: supported for awq are true",
        "tiny-llama-awq  | {\"group_size\": 5} | its 48 inputs are no multiple of the group_size 5",
        "tiny-llama-awq  | {\"modules_to_not_convert\": [\"mlp.up_proj\"]} | layers.0.mlp.up_proj.qweight: it is quantised, modules_to_not_convert of the quantization_config says it is not",
        "tiny-llama-fp8-tensor | {\"weight_block_size\": [16, 16]} | q_proj.weight_scale: its shape is [], model.layers.0.self_attn.q_proj.weight of shape [48, 48] in blocks of 16 x 16 asks for [3, 3]",
        "tiny-llama-fp8-tensor | {\"weight_block_size\": [16]} | Cannot use weight_block_size = [16]: two whole numbers above 0 are needed",
        "tiny-llama-fp8-tensor | {\"quant_method\": \"fbgemm_fp8\"} | with a factor for each row asks for [48, 1] or [48]",
        "tiny-llama-fp8-tensor | {\"ignored_layers\": [\"model.layers.1.mlp.down_proj\"]} | layers.1.mlp.down_proj.weight: it is quantised, ignored_layers of",
        "tiny-llama-fp8-channel | {\"ignore\": [\"re:.*down_proj\"]} | layers.0.mlp.down_proj.weight: it is quantised, ignore of",
        "tiny-llama-fp8-channel | {\"ignore\": [\"re:[\"]} | Cannot use ignore: [ is not a regular expression",
        "tiny-llama-fp8-channel | {\"format\": \"nvfp4-pack-quantized\"} | Cannot read weights of compressed-tensors as nvfp4-pack-quantized, float of 8 bits: supported are float-quantized",
        "tiny-llama-fp8-channel | {\"config_groups\": {}} | Cannot use config_groups: no group of them quantises weights",
        "tiny-llama-fp8-channel | {\"sparsity_config\": {\"format\": \"sparse-24-bitmask\"}} | Cannot use sparsity_config",
        "tiny-llama-fp8-channel | {\"transform_config\": {\"config_groups\": {\"R1\": {}}}} | Cannot use transform_config",
        "tiny-llama | {\"quant_method\": \"gptq\", \"bits\": 4, \"group_size\": 16} | Cannot use the quantization_config: every weight is stored plainly",
      })
  void refusesAConfigurationThatTheWeightsDoNotFit(String model, String keys, String sentence)
      throws IOException {
    Path copy = copyOf(model);
    amend(copy, "/quantization_config", keys);

    refuses(copy, sentence);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "tiny-llama-fp8-channel | /weights | {\"strategy\": \"tensor\"} | with one factor asks for [] or [1]",
        "tiny-llama-fp8-channel | /weights | {\"strategy\": \"token\"} | Cannot use strategy = token: supported are tensor, channel, group, block",
        "tiny-llama-fp8-channel | /weights | {\"strategy\": \"block\"} | Cannot use block_structure",
        "tiny-llama-fp8-channel | /weights | {\"num_bits\": 4} | as float-quantized, float of 4 bits: supported are",
        "tiny-llama-fp8-channel | /weights | {\"symmetric\": false} | Cannot use symmetric = false",
        "tiny-llama-fp8-channel | '' | {\"targets\": [\"re:.*mlp.*\"]} | layers.0.self_attn.q_proj.weight: it is quantised, no group of config_groups has it as target",
        "tiny-phi3-w4a16 | /weights | {\"strategy\": \"tensor\"} | Cannot use strategy = tensor: supported for pack-quantized are group, channel",
        "tiny-phi3-w4a16 | /weights | {\"actorder\": \"group\"} | self_attn.qkv_proj.weight_g_idx",
        "tiny-phi3-w4a16 | /weights | {\"group_size\": 8} | weight_scale: its shape is [96, 3], 4 bits in groups of 8 for 48 inputs and 96 outputs asks for [96, 6]",
        "tiny-phi3-w4a16 | /weights | {\"num_bits\": 8} | weight_packed: its shape is [96, 6]",
        "tiny-phi3-w4a16 | /weights | {\"symmetric\": true} | no program knows its tensor model.layers.0.mlp.down_proj.weight_zero_point",
        "tiny-llama-w8a8 | '' | {\"format\": \"float-quantized\", \"weights\": {\"num_bits\": 8, \"type\": \"float\", \"strategy\": \"channel\"}} | no program computes with I8 weights; supported are [F8_E4M3]",
      })
  void refusesAGroupThatTheWeightsDoNotFit(String model, String place, String keys, String sentence)
      throws IOException {
    Path copy = copyOf(model);
    amend(copy, GROUP + place, keys);

    refuses(copy, sentence);
  }

  @ParameterizedTest
  @CsvSource({
    "tiny-llama-gptq, self_attn.q_proj.qzeros",
    "tiny-llama-gptq, mlp.up_proj.scales",
    "tiny-llama-gptq, mlp.down_proj.g_idx",
    "tiny-llama-awq, self_attn.k_proj.qzeros",
    "tiny-llama-awq, self_attn.k_proj.scales",
    "tiny-llama-fp8-tensor, mlp.gate_proj.weight_scale",
    "tiny-llama-fp8-channel, mlp.gate_proj.weight_scale",
    "tiny-phi3-w4a16, self_attn.qkv_proj.weight_zero_point",
    "tiny-phi3-w4a16, self_attn.qkv_proj.weight_packed",
    "tiny-qwen3-moe-gptq, mlp.experts.2.gate_proj.scales",
  })
  void refusesACheckpointThatLacksAPart(String model, String part) throws IOException {
    Path copy = copyOf(model);
    String name = "model.layers.2." + part;
    BadCheckpointTest.edit(copy, header -> header.set("lm_head.other", header.remove(name)));

    refuses(copy, name.replace("weight_packed", "weight"));
  }

  @Test
  void refusesAWeightThatIsStoredTwice() throws IOException {
    Path copy = copyOf("tiny-llama-gptq");
    BadCheckpointTest.append(copy, "model.layers.1.mlp.up_proj.weight");

    refuses(
        copy,
        "model.layers.1.mlp.up_proj.weight: model.layers.1.mlp.up_proj.qweight is there too, so the weight would be stored twice");
  }

  @Test
  void refusesAScaleBesideAPlainWeight() throws IOException {
    Path copy = copyOf("tiny-llama-fp8-tensor");
    BadCheckpointTest.append(copy, "model.layers.0.mlp.up_proj.weight_scale");

    refuses(copy, "no program knows its tensor model.layers.0.mlp.up_proj.weight_scale");
  }

  @Test
  void refusesAPatternThatNeverComesToAnEnd() throws IOException {
    Path copy = copyOf("tiny-llama-fp8-channel");
    amend(copy, "/quantization_config", "{\"ignore\": [\"re:((.|..)+)+!\"]}");

    assertThatThrownBy(() -> BadCheckpointTest.open(copy))
        .isInstanceOf(InputException.class)
        .hasMessageContaining(
            "Cannot use ignore: matching one of its patterns with model.layers.0.")
        .hasMessageContaining("takes more than 100000 steps");
  }

  @Test
  void refusesScalesOfATypeThatNoProgramComputesWith() throws IOException {
    Path copy = copyOf("tiny-llama-awq");
    BadCheckpointTest.edit(
        copy,
        header ->
            ((ObjectNode) header.get("model.layers.3.mlp.gate_proj.scales")).put("dtype", "I16"));

    refuses(copy, "layers.3.mlp.gate_proj.scales: no program computes with I16 weights");
  }

  @Test
  void refusesPartsWithoutAConfiguration() throws IOException {
    Path copy = copyOf("tiny-llama-awq");
    BadCheckpointTest.configure(copy, "\"quantization_config\": null");

    assertThatThrownBy(() -> BadCheckpointTest.open(copy))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("q_proj.qweight: the configuration has no quantization_config");
  }

  @ParameterizedTest
  @CsvSource({
    "tiny-llama-gptq, GPTQ 4 bit",
    "tiny-qwen2-gptq, GPTQ 8 bit",
    "tiny-llama-awq, AWQ 4 bit",
    "tiny-llama-fp8-tensor, F8_E4M3 with one factor",
    "tiny-llama-fp8-channel, F8_E4M3 with a factor for each row",
    "tiny-deepseek-v3-fp8, F8_E4M3 in blocks of 32 x 16",
    "tiny-phi3-w4a16, compressed-tensors 4 bit",
    "tiny-llama-w8a8, I8 with a factor for each row",
    "tiny-llama-bf16, BF16",
  })
  void namesTheFormatOfMostWeights(String model, String format) {
    String location = BadCheckpointTest.MODELS.resolve(model).toString();
    try (Checkpoint checkpoint = Checkpoints.open(location)) {
      assertThat(Decoder.of(checkpoint).storedFormat()).isEqualTo(format);
    }
  }

  private static void refuses(Path model, String sentence) {
    assertThatThrownBy(() -> BadCheckpointTest.open(model))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith("Cannot ")
        .hasMessageContaining(sentence)
        .hasMessageContaining(model.toString());
  }

  private Path copyOf(String tiny) throws IOException {
    Path copy = Files.createDirectory(folder.resolve("model"));
    for (String name : new String[] {"config.json", "model.safetensors"}) {
      Files.copy(BadCheckpointTest.MODELS.resolve(tiny).resolve(name), copy.resolve(name));
    }
    return copy;
  }

  /** Sets keys of an object within the configuration, which is made where it is missing. */
  private static void amend(Path model, String place, String keys) throws IOException {
    Path file = model.resolve("config.json");
    ObjectNode config = (ObjectNode) JSON.readTree(file.toFile());
    config.withObject(place).setAll((ObjectNode) JSON.readTree(keys));
    JSON.writeValue(file.toFile(), config);
  }
}
