package io.stateprint.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** What a right GGUF file gives. */
class GgufTest {
  private static final int F32 = 0;
  private static final int Q8_0 = 8;

  @TempDir Path folder;

  @Test
  void tellsTheConfigurationInTransformersWords() {
    GgufWriter file =
        GgufWriter.llama()
            .real("llama.rope.freq_base", 500_000)
            .texts("tokenizer.ggml.tokens", List.of("a", "b", "c"))
            .number("tokenizer.ggml.bos_token_id", 1)
            .number("tokenizer.ggml.eos_token_id", 2)
            .tensor("output.weight", F32, new byte[96], 8, 3);
    try (Checkpoint checkpoint = open(file)) {
      ModelConfig config = checkpoint.config();
      assertThat(config.modelType()).isEqualTo("llama");
      assertThat(config.positive("hidden_size")).isEqualTo(8);
      assertThat(config.positive("num_hidden_layers")).isEqualTo(1);
      assertThat(config.positive("intermediate_size")).isEqualTo(32);
      assertThat(config.positive("num_attention_heads")).isEqualTo(2);
      assertThat(config.positive("num_key_value_heads")).isEqualTo(1);
      assertThat(config.positive("head_dim")).isEqualTo(4);
      assertThat(config.positive("max_position_embeddings")).isEqualTo(128);
      assertThat(config.positive("vocab_size")).isEqualTo(3);
      assertThat(config.number("rms_norm_eps")).hasValue((double) 1e-5f);
      assertThat(config.number("rope_theta")).hasValue(500_000.0);
      assertThat(config.integer("bos_token_id")).hasValue(1);
      assertThat(config.integer("eos_token_id")).hasValue(2);
      assertThat(config.flag("tie_word_embeddings")).isFalse();
      assertThat(config.flag("attention_bias")).isFalse();
      assertThat(config.node("rope_scaling")).isEmpty();
      assertThat(checkpoint.metadata())
          .containsEntry("general.architecture", "llama")
          .containsEntry("llama.block_count", 1L)
          .containsEntry("tokenizer.ggml.tokens", List.of("a", "b", "c"));
    }
  }

  @Test
  void namesAndShapesTensorsAsTransformers() {
    GgufWriter file =
        GgufWriter.llama()
            .tensor("token_embd.weight", F32, new byte[5 * 8 * 4], 8, 5)
            .tensor("blk.0.attn_norm.weight", F32, new byte[32], 8)
            .tensor("blk.0.ffn_down.weight", Q8_0, new byte[8 * 34], 32, 8)
            .tensor("rope_freqs.weight", F32, new byte[8], 2)
            .tensor("blk.0.attn_q.bias", F32, new byte[32], 8);
    try (Checkpoint checkpoint = open(file)) {
      assertThat(checkpoint.tensors().keySet())
          .containsExactly(
              "model.embed_tokens.weight",
              "model.layers.0.input_layernorm.weight",
              "model.layers.0.mlp.down_proj.weight",
              "rope_freqs.weight",
              "model.layers.0.self_attn.q_proj.bias");
      Tensor down = checkpoint.tensor("model.layers.0.mlp.down_proj.weight");
      assertThat(down.shape()).containsExactly(8L, 32L);
      assertThat(down.type()).isEqualTo(TensorType.Q8_0);
      assertThat(down.bytes()).isEqualTo(8 * 34);
      assertThat(down.rotaryHeads()).isZero();
      assertThat(checkpoint.config().positive("vocab_size")).isEqualTo(5);
      assertThat(checkpoint.config().flag("tie_word_embeddings")).isTrue();
      assertThat(checkpoint.config().flag("attention_bias")).isTrue();
    }
  }

  /** Rows as llama.cpp's permute() lays out two heads of four: 0 2 1 3, 4 6 5 7. */
  @Test
  void putsQueryRowsOfALlamaBackInTransformersOrder() {
    byte[] stored = new byte[8 * 34];
    int[] order = {0, 2, 1, 3, 4, 6, 5, 7};
    for (int row = 0; row < 8; row++) {
      Arrays.fill(stored, row * 34, (row + 1) * 34, (byte) order[row]);
    }
    GgufWriter file = GgufWriter.llama().tensor("blk.0.attn_q.weight", Q8_0, stored, 32, 8);
    try (Checkpoint checkpoint = open(file)) {
      Tensor query = checkpoint.tensor("model.layers.0.self_attn.q_proj.weight");
      assertThat(query.rotaryHeads()).isEqualTo(2);
      byte[] rows = SafetensorsTest.read(checkpoint, query.name());
      for (int row = 0; row < 8; row++) {
        assertThat(rows[row * 34]).isEqualTo((byte) row);
        assertThat(rows[row * 34 + 33]).isEqualTo((byte) row);
      }
    }
  }

  @Test
  void putsKeyBiasesBackByTheKeyHeads() {
    byte[] stored = floats(0, 2, 1, 3);
    GgufWriter llama = GgufWriter.llama().tensor("blk.0.attn_k.bias", F32, stored, 4);
    try (Checkpoint checkpoint = open(llama)) {
      assertThat(SafetensorsTest.read(checkpoint, "model.layers.0.self_attn.k_proj.bias"))
          .isEqualTo(floats(0, 1, 2, 3));
    }
    GgufWriter qwen = GgufWriter.of("qwen2").tensor("blk.0.attn_k.bias", F32, stored, 4);
    try (Checkpoint checkpoint = open(qwen)) {
      assertThat(SafetensorsTest.read(checkpoint, "model.layers.0.self_attn.k_proj.bias"))
          .isEqualTo(stored);
    }
  }

  @Test
  void readsAVocabularyOf150ThousandTokens() {
    List<String> tokens = new ArrayList<>();
    for (int i = 0; i < 150_000; i++) {
      tokens.add("token" + i + "ё");
    }
    GgufWriter file = GgufWriter.llama().texts("tokenizer.ggml.tokens", tokens);
    try (Checkpoint checkpoint = open(file)) {
      assertThat(checkpoint.metadata()).containsEntry("tokenizer.ggml.tokens", tokens);
    }
  }

  @Test
  @EnabledIfSystemProperty(named = "stateprint.sampleModel", matches = ".+")
  void opensTheSampleModel() {
    try (Checkpoint checkpoint = Checkpoints.open(System.getProperty("stateprint.sampleModel"))) {
      ModelConfig config = checkpoint.config();
      assertThat(config.positive("num_hidden_layers")).isEqualTo(30);
      assertThat(config.positive("hidden_size")).isEqualTo(576);
      assertThat(config.positive("num_attention_heads")).isEqualTo(9);
      assertThat(config.positive("num_key_value_heads")).isEqualTo(3);
      assertThat(config.positive("vocab_size")).isEqualTo(49_152);
      assertThat(config.flag("tie_word_embeddings")).isTrue();
      Tensor key = checkpoint.tensor("model.layers.29.self_attn.k_proj.weight");
      assertThat(key.shape()).containsExactly(192L, 576L);
      assertThat(key.rotaryHeads()).isEqualTo(3);
      long bytes = 0;
      for (Tensor tensor : checkpoint.tensors().values()) {
        checkpoint.read(tensor, ByteBuffer.allocateDirect((int) tensor.bytes()));
        bytes += tensor.bytes();
      }
      assertThat(checkpoint.bytesRead()).isEqualTo(bytes);
    }
  }

  private Checkpoint open(GgufWriter file) {
    return Checkpoints.open(file.write(folder.resolve("model.gguf")).toString());
  }

  private static byte[] floats(float... values) {
    ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    for (float value : values) {
      bytes.putFloat(value);
    }
    return bytes.array();
  }
}
