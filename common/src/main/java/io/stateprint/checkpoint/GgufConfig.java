package io.stateprint.checkpoint;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A model's configuration from a GGUF file's metadata and tensors. */
final class GgufConfig {
  private static final double DEFAULT_ROPE_THETA = 10_000;

  /** Hyperparameters that config.json of these families does not know. */
  private static final Set<String> CHANGES_THE_LAYER =
      Set.of(
          "attention.scale",
          "attention.temperature_scale",
          "attention.clamp_kqv",
          "attention.max_alibi_bias",
          "embedding_scale",
          "residual_scale",
          "use_parallel_residual");

  /** What only some families know. */
  private static final Map<String, Set<GgufFamily>> KNOWN_TO =
      Map.of(
          "expert_count",
          Set.of(GgufFamily.MIXTRAL, GgufFamily.QWEN3_MOE, GgufFamily.DEEPSEEK2),
          "expert_shared_count",
          Set.of(GgufFamily.DEEPSEEK2),
          "expert_group_count",
          Set.of(GgufFamily.DEEPSEEK2),
          "rope.scaling.yarn_log_multiplier",
          Set.of(GgufFamily.DEEPSEEK2),
          "attn_logit_softcapping",
          Set.of(GgufFamily.GEMMA2),
          "attention.sliding_window_pattern",
          Set.of(GgufFamily.GEMMA3));

  private static final Set<Object> NEUTRAL = Set.of(0L, 0.0, false);

  private final GgufKeys keys;
  private final GgufContents contents;
  private final ObjectNode json = JsonNodeFactory.instance.objectNode();

  private GgufConfig(GgufKeys keys, GgufContents contents) {
    this.keys = keys;
    this.contents = contents;
  }

  static ModelConfig of(GgufKeys keys, GgufContents contents) {
    GgufConfig config = new GgufConfig(keys, contents);
    config.requirePlain();
    config.addModel();
    config.addAttention();
    config.addRotary();
    config.addVocabulary();
    config.addOfFamily();
    return new ModelConfig(config.json, keys.metadata().location());
  }

  private void addModel() {
    json.put("model_type", keys.family().modelType());
    json.put("hidden_size", keys.positive("embedding_length"));
    json.put("num_hidden_layers", keys.positive("block_count"));
    json.put("intermediate_size", keys.positive("feed_forward_length"));
    json.put("max_position_embeddings", keys.positive("context_length"));
    json.put("rms_norm_eps", keys.needed("attention.layer_norm_rms_epsilon"));
    json.put("mlp_bias", contents.has("blk.0.ffn_up.bias"));
  }

  private void addAttention() {
    int heads = keys.positive("attention.head_count");
    json.put("num_attention_heads", heads);
    json.put("attention_bias", contents.has("blk.0.attn_q.bias"));
    keys.whole("attention.sliding_window").ifPresent(window -> json.put("sliding_window", window));
    if (keys.family() == GgufFamily.DEEPSEEK2) {
      json.put("num_key_value_heads", heads);
      return;
    }
    int keyLength = keyLength(heads);
    long valueLength = keys.whole("attention.value_length").orElse((long) keyLength);
    if (valueLength != keyLength) {
      throw keys.unusable(
          "attention.value_length",
          valueLength,
          "it differs from the key length %d, which is not supported".formatted(keyLength));
    }
    json.put("num_key_value_heads", keys.positive("attention.head_count_kv", heads));
    json.put("head_dim", keyLength);
  }

  /** Where only a part of a head turns, the part that turns says nothing of the head. */
  private int keyLength(int heads) {
    int evenly = keys.positive("embedding_length") / heads;
    return keys.positive(
        "attention.key_length",
        keys.family() == GgufFamily.PHI3 ? evenly : keys.positive("rope.dimension_count", evenly));
  }

  private void addRotary() {
    json.put("rope_theta", keys.number("rope.freq_base").orElse(DEFAULT_ROPE_THETA));
    if (json.has("head_dim")) {
      long headDim = json.get("head_dim").longValue();
      long rotated = keys.whole("rope.dimension_count").orElse(headDim);
      if (rotated != headDim) {
        json.put("partial_rotary_factor", (double) rotated / headDim);
      }
    }
    new GgufRotaryScaling(keys, contents)
        .read()
        .ifPresent(scaling -> json.set("rope_scaling", scaling));
  }

  private void addVocabulary() {
    json.put("vocab_size", vocabulary());
    json.put("tie_word_embeddings", !contents.has("output.weight"));
    putToken("bos_token_id", "tokenizer.ggml.bos_token_id");
    putToken("eos_token_id", "tokenizer.ggml.eos_token_id");
    putToken("pad_token_id", "tokenizer.ggml.padding_token_id");
  }

  private void addOfFamily() {
    switch (keys.family()) {
      case GEMMA2, GEMMA3 -> new GgufGemma(keys, json).add();
      case MIXTRAL, QWEN3_MOE -> new GgufMixture(keys, json).add();
      case DEEPSEEK2 -> new GgufDeepSeek(keys, json).add();
      case LLAMA, MISTRAL, QWEN2, QWEN3, PHI3 -> {}
    }
  }

  /** Rows of the embedding table, which may be more than there are tokens. */
  private long vocabulary() {
    return contents
        .find("token_embd.weight")
        .filter(embedding -> embedding.shape().size() == 2)
        .map(embedding -> embedding.shape().get(0))
        .or(() -> keys.metadata().list("tokenizer.ggml.tokens").map(it -> (long) it.size()))
        .or(() -> keys.whole("vocab_size"))
        .orElseThrow(() -> keys.missing("vocab_size"));
  }

  private void putToken(String name, String key) {
    keys.metadata().whole(key).ifPresent(id -> json.put(name, id));
  }

  /** Some keys change what a layer computes. */
  private void requirePlain() {
    for (String key : keys.metadata().values().keySet()) {
      String suffix = key.substring(key.indexOf('.') + 1);
      Optional<Object> value = keys.value(suffix).filter(it -> !NEUTRAL.contains(it));
      if (isUnknown(suffix) && value.isPresent()) {
        throw keys.unusable(
            suffix, value.orElseThrow(), "it changes what a layer computes, and is not supported");
      }
    }
  }

  private boolean isUnknown(String suffix) {
    return CHANGES_THE_LAYER.contains(suffix)
        || !KNOWN_TO.getOrDefault(suffix, Set.of(keys.family())).contains(keys.family());
  }
}
