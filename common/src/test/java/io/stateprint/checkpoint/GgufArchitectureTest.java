package io.stateprint.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stateprint.storage.InputException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What GGUF files of each architecture say, and what they may not. */
class GgufArchitectureTest {
  private static final int F32 = 0;
  private static final int F16 = 1;

  @TempDir Path folder;

  @Test
  void knowsWhatFilesOfGemmaLeaveOut() {
    GgufWriter gemma3 =
        GgufWriter.of("gemma3")
            .number("gemma3.attention.key_length", 4)
            .number("gemma3.attention.value_length", 4)
            .number("gemma3.attention.sliding_window", 512)
            .real("gemma3.rope.freq_base", 1e6f)
            .tensor("blk.0.ffn_norm.weight", F32, new byte[4], 1)
            .tensor("blk.0.post_attention_norm.weight", F32, new byte[4], 1)
            .tensor("blk.0.post_ffw_norm.weight", F32, new byte[4], 1);
    try (Checkpoint checkpoint = open(gemma3)) {
      ModelConfig config = checkpoint.config();
      assertThat(config.modelType()).isEqualTo("gemma3_text");
      assertThat(config.number("norm_offset")).hasValue(0.0);
      assertThat(config.integer("query_pre_attn_scalar")).hasValue(4);
      assertThat(config.integer("sliding_window")).hasValue(512);
      assertThat(config.integer("sliding_window_pattern")).hasValue(6);
      assertThat(config.number("rope_theta")).hasValue(1e6);
      assertThat(checkpoint.tensors())
          .containsOnlyKeys(
              "model.layers.0.pre_feedforward_layernorm.weight",
              "model.layers.0.post_attention_layernorm.weight",
              "model.layers.0.post_feedforward_layernorm.weight");
    }
  }

  @ParameterizedTest
  @CsvSource({"gemma2, 46, 8", "gemma2, 42, 4", "gemma3, 62, 8", "gemma3, 46, 4"})
  void scalesScoresOfTheLargestGemmaByTheWidth(String name, int layers, int scalar) {
    GgufWriter file =
        new GgufWriter()
            .text("general.architecture", name)
            .number(name + ".block_count", layers)
            .number(name + ".embedding_length", 16)
            .number(name + ".feed_forward_length", 32)
            .number(name + ".context_length", 128)
            .number(name + ".attention.head_count", 2)
            .number(name + ".attention.key_length", 4)
            .number(name + ".vocab_size", 7)
            .real(name + ".attention.layer_norm_rms_epsilon", 1e-6f);
    try (Checkpoint checkpoint = open(file)) {
      assertThat(checkpoint.config().integer("query_pre_attn_scalar")).hasValue(scalar);
    }
  }

  @Test
  void takesTheKindsOfLayersThatAFileOfGemmaSays() {
    GgufWriter file = GgufWriter.of("gemma3").number("gemma3.attention.sliding_window", 8);
    try (Checkpoint checkpoint = open(file.numbers("gemma3.attention.sliding_window_pattern", 1))) {
      assertThat(checkpoint.config().node("layer_types").orElseThrow().toString())
          .isEqualTo("[\"sliding_attention\"]");
    }
    refuses(
        GgufWriter.of("gemma3").numbers("gemma3.attention.sliding_window_pattern", 1, 0),
        "gemma3.attention.sliding_window_pattern = [1, 0]",
        "gemma3.block_count");
  }

  private static GgufWriter mixtral() {
    return GgufWriter.llama().number("llama.expert_count", 3).number("llama.expert_used_count", 2);
  }

  @Test
  void cutsStackedExpertsIntoTheirMatrices() {
    byte[] values = new byte[3 * 4 * 8 * 2];
    IntStream.range(0, values.length).forEach(i -> values[i] = (byte) (i / 64));
    GgufWriter file = mixtral().tensor("blk.0.ffn_down_exps.weight", F16, values, 8, 4, 3);
    try (Checkpoint checkpoint = open(file)) {
      assertThat(checkpoint.config().modelType()).isEqualTo("mixtral");
      assertThat(checkpoint.config().integer("num_local_experts")).hasValue(3);
      assertThat(checkpoint.config().integer("num_experts_per_tok")).hasValue(2);
      for (int expert = 0; expert < 3; expert++) {
        Tensor down =
            checkpoint.tensor(
                "model.layers.0.block_sparse_moe.experts.%d.w2.weight".formatted(expert));
        assertThat(down.shape()).containsExactly(4L, 8L);
        ByteBuffer read = ByteBuffer.allocate(64);
        checkpoint.read(down, read);
        assertThat(read.array()).containsOnly(expert);
      }
      assertThat(checkpoint.bytesRead()).isEqualTo(values.length);
    }
  }

  @Test
  void namesExpertsOfOlderFilesThatKeepThemApart() {
    GgufWriter file = mixtral().tensor("blk.0.ffn_up.2.weight", F32, new byte[8], 2, 1);
    try (Checkpoint checkpoint = open(file)) {
      assertThat(checkpoint.tensors())
          .containsOnlyKeys("model.layers.0.block_sparse_moe.experts.2.w3.weight");
    }
  }

  @Test
  void refusesAStackOfAnotherNumberOfExperts() {
    refuses(
        mixtral().tensor("blk.0.ffn_gate_exps.weight", F32, new byte[2 * 4 * 16 * 4], 16, 4, 2),
        "blk.0.ffn_gate_exps.weight",
        "[2, 4, 16]",
        "3 matrices",
        "llama.expert_count");
    refuses(mixtral().tensor("blk.0.ffn_gate_exps.weight", F32, new byte[3 * 4], 1, 3), "[3, 1]");
  }

  @Test
  void refusesMoreExpertsThanAnyModelHas() {
    refuses(
        GgufWriter.llama()
            .number("llama.expert_count", 1 << 30)
            .number("llama.expert_used_count", 2)
            .info("blk.0.ffn_gate_exps.weight", F32, 0, 1, 1, 1 << 30),
        "llama.expert_count = 1073741824",
        "up to 4096");
  }

  @Test
  void refusesExpertsThatCannotBeChosenSo() {
    refuses(GgufWriter.llama().number("llama.expert_count", 3), "llama.expert_used_count");
    refuses(
        GgufWriter.llama().number("llama.expert_count", 3).number("llama.expert_used_count", 4),
        "llama.expert_used_count = 4",
        "llama.expert_count is 3");
    refuses(mixtral().number("llama.expert_gating_func", 2), "llama.expert_gating_func = 2");
    refuses(mixtral().real("llama.expert_weights_scale", 2.5f), "llama.expert_weights_scale = 2.5");
    refuses(mixtral().number("llama.expert_shared_count", 1), "llama.expert_shared_count = 1");
  }

  private static GgufWriter deepSeek(int gating, int groups) {
    return GgufWriter.of("deepseek2")
        .number("deepseek2.attention.key_length", 12)
        .number("deepseek2.attention.value_length", 6)
        .number("deepseek2.attention.kv_lora_rank", 5)
        .number("deepseek2.rope.dimension_count", 4)
        .number("deepseek2.expert_count", 8)
        .number("deepseek2.expert_used_count", 2)
        .number("deepseek2.expert_shared_count", 1)
        .number("deepseek2.expert_feed_forward_length", 4)
        .number("deepseek2.expert_gating_func", gating)
        .number("deepseek2.expert_group_count", groups)
        .number("deepseek2.expert_group_used_count", 2)
        .number("deepseek2.leading_dense_block_count", 1)
        .real("deepseek2.expert_weights_scale", 2.5f);
  }

  @Test
  void tellsTheWidthsOfDeepSeek() {
    GgufWriter file =
        deepSeek(2, 4)
            .text("deepseek2.rope.scaling.type", "yarn")
            .real("deepseek2.rope.scaling.factor", 40)
            .number("deepseek2.rope.scaling.original_context_length", 4096)
            .real("deepseek2.rope.scaling.yarn_log_multiplier", 0.1f);
    try (Checkpoint checkpoint = open(file)) {
      ModelConfig config = checkpoint.config();
      assertThat(config.modelType()).isEqualTo("deepseek_v3");
      assertThat(config.integer("qk_nope_head_dim")).hasValue(8);
      assertThat(config.integer("qk_rope_head_dim")).hasValue(4);
      assertThat(config.integer("v_head_dim")).hasValue(6);
      assertThat(config.integer("n_group")).hasValue(4);
      assertThat(config.integer("topk_group")).hasValue(2);
      assertThat(config.integer("first_k_dense_replace")).hasValue(1);
      assertThat(config.number("routed_scaling_factor")).hasValue(2.5);
      assertThat(config.object("rope_scaling").orElseThrow().number("mscale_all_dim").orElseThrow())
          .isCloseTo(1, org.assertj.core.api.Assertions.within(1e-6));
    }
  }

  @Test
  void refusesWhatIsNotDeepSeekV3() {
    refuses(deepSeek(1, 4), "deepseek2.expert_gating_func = 1", "sigmoid");
    refuses(deepSeek(2, 3), "deepseek2.expert_group_count = 3", "8 experts");
    refuses(
        deepSeek(2, 4).number("deepseek2.attention.key_length_mla", 4),
        "deepseek2.attention.key_length_mla = 4",
        "deepseek2.rope.dimension_count = 4");
  }

  @Test
  void readsTheFactorsOfLongRope() {
    GgufWriter file =
        GgufWriter.of("phi3")
            .number("phi3.rope.dimension_count", 4)
            .number("phi3.rope.scaling.original_context_length", 64)
            .tensor("rope_factors_long.weight", F32, new byte[] {0, 0, 0, 64, 0, 0, 0, 64}, 2)
            .tensor("rope_factors_short.weight", F32, new byte[8], 2);
    try (Checkpoint checkpoint = open(file)) {
      ModelConfig scaling = checkpoint.config().object("rope_scaling").orElseThrow();
      assertThat(scaling.text("rope_type")).hasValue("longrope");
      assertThat(scaling.node("long_factor").orElseThrow().toString()).isEqualTo("[2.0,2.0]");
      assertThat(checkpoint.config().number("partial_rotary_factor")).hasValue(0.5);
      assertThat(checkpoint.config().positive("head_dim")).isEqualTo(8);
      assertThat(checkpoint.tensors()).isEmpty();
    }
  }

  @Test
  void refusesFactorsThatAreNotWholeOrNotThere() {
    refuses(
        GgufWriter.of("phi3").tensor("rope_factors_long.weight", F32, new byte[8], 2),
        "it lacks the tensor rope_factors_short.weight");
    refuses(
        GgufWriter.of("phi3").tensor("rope_factors_short.weight", F16, new byte[4], 2),
        "rope_factors_short.weight",
        "type F16");
    refuses(
        GgufWriter.of("phi3").info("rope_factors_short.weight", F32, 0, 2),
        "rope_factors_short.weight",
        "from byte");
  }

  private Checkpoint open(GgufWriter file) {
    return Checkpoints.open(file.write(folder.resolve("model.gguf")).toString());
  }

  private void refuses(GgufWriter file, String... parts) {
    Path path = file.write(folder.resolve("model.gguf"));
    assertThatThrownBy(() -> Checkpoints.open(path.toString()).close())
        .isInstanceOf(InputException.class)
        .hasMessageContaining(path.toString())
        .hasMessageContainingAll(parts);
  }
}
