package io.stateprint.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
      assertThat(config.positive("hidden_size")).isEqualTo(16);
      assertThat(config.positive("num_hidden_layers")).isEqualTo(1);
      assertThat(config.positive("intermediate_size")).isEqualTo(32);
      assertThat(config.positive("num_attention_heads")).isEqualTo(2);
      assertThat(config.positive("num_key_value_heads")).isEqualTo(1);
      assertThat(config.positive("head_dim")).isEqualTo(8);
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
            .tensor("blk.0.attn_q.bias", F32, new byte[64], 16);
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

  /** Rows as llama.cpp's converter lays out two heads of eight: reshape (2, 4), then transpose. */
  private static final int[] STORED = {0, 4, 1, 5, 2, 6, 3, 7, 8, 12, 9, 13, 10, 14, 11, 15};

  @Test
  void putsQueryRowsOfALlamaBackInTransformersOrder() {
    byte[] stored = new byte[16 * 34];
    for (int row = 0; row < 16; row++) {
      Arrays.fill(stored, row * 34, (row + 1) * 34, (byte) STORED[row]);
    }
    GgufWriter file = GgufWriter.llama().tensor("blk.0.attn_q.weight", Q8_0, stored, 32, 16);
    try (Checkpoint checkpoint = open(file)) {
      Tensor query = checkpoint.tensor("model.layers.0.self_attn.q_proj.weight");
      assertThat(query.rotaryHeads()).isEqualTo(2);
      byte[] expected = new byte[16 * 34];
      for (int row = 0; row < 16; row++) {
        Arrays.fill(expected, row * 34, (row + 1) * 34, (byte) row);
      }
      assertThat(SafetensorsTest.read(checkpoint, query.name())).isEqualTo(expected);
      assertThatThrownBy(() -> checkpoint.readRows(query, 0, 1, ByteBuffer.allocate(34)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("read it whole");
    }
  }

  @Test
  void putsKeyBiasesBackByTheKeyHeads() {
    byte[] stored = floats(0, 4, 1, 5, 2, 6, 3, 7);
    GgufWriter llama = GgufWriter.llama().tensor("blk.0.attn_k.bias", F32, stored, 8);
    try (Checkpoint checkpoint = open(llama)) {
      assertThat(SafetensorsTest.read(checkpoint, "model.layers.0.self_attn.k_proj.bias"))
          .isEqualTo(floats(0, 1, 2, 3, 4, 5, 6, 7));
    }
    GgufWriter qwen = GgufWriter.of("qwen2").tensor("blk.0.attn_k.bias", F32, stored, 8);
    try (Checkpoint checkpoint = open(qwen)) {
      assertThat(SafetensorsTest.read(checkpoint, "model.layers.0.self_attn.k_proj.bias"))
          .isEqualTo(stored);
    }
  }

  @Test
  void keepsTheScalingOfPositions() {
    GgufWriter yarn =
        GgufWriter.of("qwen2")
            .text("qwen2.rope.scaling.type", "yarn")
            .real("qwen2.rope.scaling.factor", 4)
            .number("qwen2.rope.scaling.original_context_length", 32_768);
    try (Checkpoint checkpoint = open(yarn)) {
      ModelConfig scaling = checkpoint.config().object("rope_scaling").orElseThrow();
      assertThat(scaling.text("rope_type")).hasValue("yarn");
      assertThat(scaling.number("factor")).hasValue(4.0);
      assertThat(scaling.integer("original_max_position_embeddings")).hasValue(32_768);
    }
    GgufWriter linear = GgufWriter.llama().real("llama.rope.scale_linear", 2);
    try (Checkpoint checkpoint = open(linear)) {
      ModelConfig scaling = checkpoint.config().object("rope_scaling").orElseThrow();
      assertThat(scaling.text("rope_type")).hasValue("linear");
      assertThat(scaling.number("factor")).hasValue(2.0);
    }
  }

  @Test
  void takesTheHeadWidthThatTheFileSays() {
    GgufWriter nemo =
        GgufWriter.llama()
            .number("llama.attention.key_length", 4)
            .number("llama.attention.value_length", 4)
            .number("llama.rope.dimension_count", 4);
    try (Checkpoint checkpoint = open(nemo)) {
      assertThat(checkpoint.config().positive("head_dim")).isEqualTo(4);
      assertThat(checkpoint.config().node("partial_rotary_factor")).isEmpty();
    }
  }

  @Test
  void readsVersionTwoAndAnotherAlignment() {
    GgufWriter file =
        GgufWriter.llama()
            .version(2)
            .alignment(128)
            .tensor("blk.0.attn_norm.weight", F32, floats(1, 2), 2)
            .tensor("blk.0.ffn_norm.weight", F32, floats(3, 4), 2);
    try (Checkpoint checkpoint = open(file)) {
      assertThat(SafetensorsTest.read(checkpoint, "model.layers.0.post_attention_layernorm.weight"))
          .isEqualTo(floats(3, 4));
      assertThat(checkpoint.tensors().values())
          .allSatisfy(tensor -> assertThat(tensor.offset() % 128).isZero());
    }
  }

  @Test
  void readsEveryValueTypeOfMetadata() {
    byte[] eight = GgufWriter.length(-5);
    GgufWriter file =
        GgufWriter.llama()
            .entry("u8", 0, new byte[] {(byte) 200})
            .entry("i8", 1, new byte[] {-3})
            .entry("u16", 2, new byte[] {(byte) 0xFF, (byte) 0xFF})
            .entry("i16", 3, new byte[] {(byte) 0xFF, (byte) 0xFF})
            .entry("u32", 4, GgufWriter.number(-1))
            .entry("i32", 5, GgufWriter.number(-1))
            .real("f32", 0.5f)
            .entry("bool", 7, new byte[] {1})
            .entry("i64", 11, eight)
            .entry("f64", 12, GgufWriter.length(Double.doubleToRawLongBits(0.25)))
            .numbers("list", 4, -4);
    try (Checkpoint checkpoint = open(file)) {
      assertThat(checkpoint.metadata())
          .containsEntry("u8", 200L)
          .containsEntry("i8", -3L)
          .containsEntry("u16", 65_535L)
          .containsEntry("i16", -1L)
          .containsEntry("u32", 4_294_967_295L)
          .containsEntry("i32", -1L)
          .containsEntry("f32", 0.5)
          .containsEntry("bool", true)
          .containsEntry("i64", -5L)
          .containsEntry("f64", 0.25)
          .containsEntry("list", List.of(4L, -4L));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "F32, 0, 256, 1024", "F16, 1, 256, 512", "Q4_0, 2, 256, 144", "Q4_1, 3, 256, 160",
    "Q5_0, 6, 256, 176", "Q5_1, 7, 256, 192", "Q8_0, 8, 256, 272", "Q2_K, 10, 256, 84",
    "Q3_K, 11, 256, 110", "Q4_K, 12, 256, 144", "Q5_K, 13, 256, 176", "Q6_K, 14, 256, 210",
    "I8, 24, 256, 256", "I16, 25, 256, 512", "I32, 26, 256, 1024", "I64, 27, 256, 2048",
    "F64, 28, 256, 2048", "BF16, 30, 256, 512", "IQ4_NL, 20, 256, 144", "IQ4_XS, 23, 256, 136",
    "MXFP4, 39, 256, 136"
  })
  void readsEverySupportedTypeByGgmlsNumber(TensorType type, int number, int row, int rowBytes) {
    GgufWriter file =
        GgufWriter.llama().tensor("blk.0.ffn_up.weight", number, new byte[2 * rowBytes], row, 2);
    try (Checkpoint checkpoint = open(file)) {
      Tensor up = checkpoint.tensor("model.layers.0.mlp.up_proj.weight");
      assertThat(up.type()).isEqualTo(type);
      assertThat(up.bytes()).isEqualTo(2L * rowBytes);
      assertThat(up.rowBytes()).isEqualTo(rowBytes);
    }
  }

  @Test
  void opensAFileThatIsAloneInAFolderOrHasNoSuffix() {
    Path named = GgufWriter.llama().write(folder.resolve("some.gguf"));
    Path blob = GgufWriter.llama().write(folder.resolve("sha256-0123"));
    for (Path location : List.of(folder, named, blob)) {
      try (Checkpoint checkpoint = Checkpoints.open(location.toString())) {
        assertThat(checkpoint.config().modelType()).isEqualTo("llama");
      }
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
