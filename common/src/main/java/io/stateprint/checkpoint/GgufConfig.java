package io.stateprint.checkpoint;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stateprint.storage.InputException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A model's configuration from a GGUF file's metadata and tensors. */
final class GgufConfig {
  private static final double DEFAULT_ROPE_THETA = 10_000;

  /** Hyperparameters that config.json of these families does not know. */
  private static final Set<String> CHANGES_THE_LAYER =
      Set.of(
          "expert_count",
          "attention.scale",
          "attention.temperature_scale",
          "attention.clamp_kqv",
          "attention.max_alibi_bias",
          "embedding_scale",
          "residual_scale",
          "use_parallel_residual");

  private static final Set<Object> NEUTRAL = Set.of(0L, 0.0, false);

  private final GgufFamily family;
  private final GgufMetadata metadata;
  private final Map<String, GgufTensor> tensors;
  private final ObjectNode json = JsonNodeFactory.instance.objectNode();

  private GgufConfig(GgufFamily family, GgufMetadata metadata, List<GgufTensor> tensors) {
    this.family = family;
    this.metadata = metadata;
    this.tensors =
        tensors.stream().collect(Collectors.toMap(GgufTensor::name, Function.identity()));
  }

  static ModelConfig of(GgufFamily family, GgufMetadata metadata, List<GgufTensor> tensors) {
    GgufConfig config = new GgufConfig(family, metadata, tensors);
    config.requirePlain();
    config.addModel();
    config.addAttention();
    config.addRotary();
    config.addVocabulary();
    return new ModelConfig(config.json, metadata.location());
  }

  private void addModel() {
    json.put("model_type", family.modelType());
    json.put("hidden_size", positive("embedding_length"));
    json.put("num_hidden_layers", positive("block_count"));
    json.put("intermediate_size", positive("feed_forward_length"));
    json.put("max_position_embeddings", positive("context_length"));
    json.put(
        "rms_norm_eps",
        metadata
            .number(family.key("attention.layer_norm_rms_epsilon"))
            .orElseThrow(() -> missing("attention.layer_norm_rms_epsilon")));
    json.put("mlp_bias", tensors.containsKey("blk.0.ffn_up.bias"));
  }

  private void addAttention() {
    int heads = positive("attention.head_count");
    int evenly = positive("embedding_length") / heads;
    int keyLength = positive("attention.key_length", positive("rope.dimension_count", evenly));
    long valueLength = whole("attention.value_length").orElse((long) keyLength);
    if (valueLength != keyLength) {
      throw new InputException(
          "Cannot use %s = %d: it differs from the key length %d, which is not supported (%s)"
              .formatted(
                  family.key("attention.value_length"),
                  valueLength,
                  keyLength,
                  metadata.location()));
    }
    json.put("num_attention_heads", heads);
    json.put("num_key_value_heads", positive("attention.head_count_kv", heads));
    json.put("head_dim", keyLength);
    json.put("attention_bias", tensors.containsKey("blk.0.attn_q.bias"));
    whole("attention.sliding_window").ifPresent(window -> json.put("sliding_window", window));
  }

  private void addRotary() {
    json.put(
        "rope_theta", metadata.number(family.key("rope.freq_base")).orElse(DEFAULT_ROPE_THETA));
    long headDim = json.get("head_dim").longValue();
    long rotated = whole("rope.dimension_count").orElse(headDim);
    if (rotated != headDim) {
      json.put("partial_rotary_factor", (double) rotated / headDim);
    }
    new GgufRotaryScaling(family, metadata).read().ifPresent(it -> json.set("rope_scaling", it));
  }

  private void addVocabulary() {
    json.put("vocab_size", vocabulary());
    json.put("tie_word_embeddings", !tensors.containsKey("output.weight"));
    putToken("bos_token_id", "tokenizer.ggml.bos_token_id");
    putToken("eos_token_id", "tokenizer.ggml.eos_token_id");
    putToken("pad_token_id", "tokenizer.ggml.padding_token_id");
  }

  /** Rows of the embedding table, which may be more than there are tokens. */
  private long vocabulary() {
    GgufTensor embedding = tensors.get("token_embd.weight");
    if (embedding != null && embedding.shape().size() == 2) {
      return embedding.shape().get(0);
    }
    return metadata
        .list("tokenizer.ggml.tokens")
        .map(tokens -> (long) tokens.size())
        .or(() -> whole("vocab_size"))
        .orElseThrow(() -> missing("vocab_size"));
  }

  private void putToken(String name, String key) {
    metadata.whole(key).ifPresent(id -> json.put(name, id));
  }

  /** Mixtral comes as architecture llama, and some keys change what a layer computes. */
  private void requirePlain() {
    Optional<String> unusual =
        metadata.values().keySet().stream()
            .filter(key -> CHANGES_THE_LAYER.contains(key.substring(key.indexOf('.') + 1)))
            .filter(key -> !NEUTRAL.contains(metadata.values().get(key)))
            .findFirst();
    unusual.ifPresent(
        key -> {
          throw new InputException(
              "Cannot use %s = %s: it changes what a layer computes, and is not supported (%s)"
                  .formatted(key, metadata.values().get(key), metadata.location()));
        });
  }

  private Optional<Long> whole(String suffix) {
    return metadata.whole(family.key(suffix));
  }

  private int positive(String suffix) {
    return positive(suffix, whole(suffix).orElseThrow(() -> missing(suffix)));
  }

  private int positive(String suffix, long otherwise) {
    long value = whole(suffix).orElse(otherwise);
    if (value <= 0 || value > Integer.MAX_VALUE) {
      throw new InputException(
          "Cannot use %s = %d: a whole number above 0 is needed (%s)"
              .formatted(family.key(suffix), value, metadata.location()));
    }
    return (int) value;
  }

  private InputException missing(String suffix) {
    return new InputException(
        "Cannot open %s: its metadata lack %s".formatted(metadata.location(), family.key(suffix)));
  }
}
