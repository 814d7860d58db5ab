package io.stateprint.decoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stateprint.storage.InputException;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Configurations and headers of gpt2, gpt_oss and mixtures that contradict each other. */
class BadExpertsTest {
  private static final String EXPERTS = "model.layers.2.mlp.experts.";
  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "tiny-gpt2          | \"activation_function\": \"relu\" | Cannot use activation_function = relu: gpt2 is computed with gelu_new",
        "tiny-gpt2          | \"add_cross_attention\": true     | Cannot use add_cross_attention = true",
        "tiny-gpt2          | \"n_inner\": 100                  | mlp.c_fc.weight: its shape is [48, 192], the configuration asks for [48, 100]",
        "tiny-gpt2          | \"n_positions\": 300              | wpe.weight: its shape is [256, 48], the configuration asks for [300, 48]",
        "tiny-gpt2          | \"n_embd\": null                  | Cannot use n_embd = null: a whole number above 0 is needed",
        "tiny-gpt2          | \"n_layer\": 3                    | no program knows its tensor h.3.",
        "tiny-gpt2          | \"n_head\": 7                     | attn.c_attn.weight: its shape is [48, 144], the configuration asks for [48, 126]",
        "tiny-gpt-oss       | \"hidden_act\": \"gelu\"          | Cannot use hidden_act = gelu: gpt_oss is computed with silu",
        "tiny-gpt-oss       | \"num_local_experts\": 6          | mlp.router.weight: its shape is [5, 64], the configuration asks for [6, 64]",
        "tiny-gpt-oss       | \"num_experts_per_tok\": 6        | Cannot use num_experts_per_tok = 6: a number from 1 to the 5 experts is needed",
        "tiny-gpt-oss       | \"num_experts_per_tok\": 0        | Cannot use num_experts_per_tok = 0",
        "tiny-gpt-oss       | \"attention_bias\": false         | Cannot use attention_bias = false: the checkpoint holds tensor model.layers.0.self_attn.q_proj.bias",
        "tiny-gpt-oss       | \"intermediate_size\": 64         | mlp.experts.gate_up_proj: its shape is [5, 64, 64], the configuration asks for [5, 64, 128]",
        "tiny-gpt-oss       | \"head_dim\": 16                  | self_attn.q_proj.weight: its shape is [96, 64], the configuration asks for [64, 64]",
        "tiny-gpt-oss       | \"swiglu_limit\": null            | Cannot use swiglu_limit = null: a number above 0 is needed",
        "tiny-gpt-oss       | \"rope_parameters\": null         | Cannot use rope_scaling = null",
        "tiny-gpt-oss-mxfp4 | \"quantization_config\": null     | the configuration has no quantization_config",
        "tiny-gpt-oss-mxfp4 | \"quantization_config\": {\"quant_method\": \"fp8\", \"weight_block_size\": [128, 128]} | Cannot find tensor model.layers.0.mlp.experts.gate_up_proj:",
        "tiny-gpt-oss-mxfp4 | \"intermediate_size\": 64         | experts.gate_up_proj_blocks: its shape is [5, 64, 2, 16], mxfp4 in groups of 32 for a weight of shape [5, 64, 128] asks for [5, 128, 2, 16]",
        "tiny-mixtral       | \"num_experts_per_tok\": 9        | Cannot use num_experts_per_tok = 9",
      })
  void refusesAConfigurationThatContradictsTheTensors(String tiny, String keys, String sentence)
      throws IOException {
    refuses(TamperedModel.of(tiny, folder).with(keys), sentence);
  }

  @Test
  void refusesAStackThatLacksAnExpert() throws IOException {
    refuses(
        TamperedModel.of("tiny-gpt-oss", folder)
            .edited(header -> cut(header, EXPERTS + "down_proj", "padding", 4, 32, 64)),
        "down_proj: its shape is [4, 32, 64], the configuration asks for [5, 32, 64]");
  }

  @Test
  void refusesBlocksThatLackAnExpert() throws IOException {
    refuses(
        TamperedModel.of("tiny-gpt-oss-mxfp4", folder)
            .edited(header -> cut(header, EXPERTS + "down_proj_blocks", "padding", 4, 64, 1, 16)),
        "down_proj_blocks: its shape is [4, 64, 1, 16], mxfp4 in groups of 32");
  }

  @Test
  void refusesScalesOfAnotherShape() throws IOException {
    refuses(
        TamperedModel.of("tiny-gpt-oss-mxfp4", folder)
            .edited(header -> reshape(header, EXPERTS + "gate_up_proj_scales", 5, 32, 4)),
        "gate_up_proj_scales: its shape is [5, 32, 4], mxfp4 in groups of 32 for a weight of shape [5, 64, 64] asks for [5, 64, 2]");
  }

  @Test
  void refusesScalesThatAreMissing() throws IOException {
    String name = EXPERTS + "gate_up_proj_scales";
    refuses(
        TamperedModel.of("tiny-gpt-oss-mxfp4", folder)
            .edited(header -> header.set("padding", header.remove(name))),
        "Cannot find tensor " + name);
  }

  @Test
  void refusesOtherBytesInPlaceOfAWeight() throws IOException {
    String name = "model.layers.1.self_attn.o_proj.weight";
    refuses(
        TamperedModel.of("tiny-gpt-oss-mxfp4", folder)
            .edited(
                header -> {
                  reshape(header, name, 64, 192);
                  ((ObjectNode) header.get(name)).put("dtype", "U8");
                }),
        name + ": its shape is [64, 192]");
  }

  @Test
  void refusesALayerWithoutSinks() throws IOException {
    String name = "model.layers.3.self_attn.sinks";
    refuses(
        TamperedModel.of("tiny-gpt-oss", folder)
            .edited(header -> header.set("padding", header.remove(name))),
        "Cannot find tensor " + name);
  }

  @Test
  void namesOfGpt2MayHaveThePrefixOrNot() throws IOException {
    assertThat(TamperedModel.of("tiny-gpt2", folder).spec().context()).isEqualTo(256);
    assertThat(TamperedModel.of("tiny-gpt2-scaled", folder).spec().innerWidth()).isEqualTo(40);
  }

  @Test
  void windowAndBiasesOfGptOssHaveDefaults() throws IOException {
    TamperedModel model = TamperedModel.of("tiny-gpt-oss", folder);
    model.with("\"layer_types\": null");

    assertThat(model.spec().window(0)).isEqualTo(6);
    assertThat(model.spec().window(1)).isZero();
  }

  private static void refuses(TamperedModel model, String sentence) {
    assertThatThrownBy(model::spec)
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith("Cannot ")
        .hasMessageContaining(sentence)
        .hasMessageContaining(model.folder().toString());
  }

  private static void reshape(ObjectNode header, String name, int... sizes) {
    var shape = ((ObjectNode) header.get(name)).putArray("shape");
    for (int size : sizes) {
      shape.add(size);
    }
  }

  /** Gives a tensor another shape; what is left of its bytes becomes a tensor of that name. */
  private static void cut(ObjectNode header, String name, String rest, int... sizes) {
    reshape(header, name, sizes);
    ObjectNode tensor = (ObjectNode) header.get(name);
    long start = tensor.get("data_offsets").get(0).asLong();
    long end = tensor.get("data_offsets").get(1).asLong();
    long bytes = tensor.get("dtype").asText().equals("U8") ? 1 : 4;
    for (int size : sizes) {
      bytes *= size;
    }
    tensor.putArray("data_offsets").add(start).add(start + bytes);
    ObjectNode left = header.putObject(rest).put("dtype", "U8");
    left.putArray("shape").add(end - start - bytes);
    left.putArray("data_offsets").add(start + bytes).add(end);
  }
}
