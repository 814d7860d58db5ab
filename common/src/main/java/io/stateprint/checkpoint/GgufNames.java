package io.stateprint.checkpoint;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Names of tensors in GGUF and in transformers. */
final class GgufNames {
  private static final Pattern OF_LAYER =
      Pattern.compile("blk\\.(\\d+)\\.([a-z_]+)\\.(weight|bias)");
  private static final Pattern OF_MODEL = Pattern.compile("([a-z_]+)\\.(weight|bias)");

  private static final Map<String, String> LAYER_PARTS =
      Map.ofEntries(
          Map.entry("attn_norm", "input_layernorm"),
          Map.entry("attn_q", "self_attn.q_proj"),
          Map.entry("attn_k", "self_attn.k_proj"),
          Map.entry("attn_v", "self_attn.v_proj"),
          Map.entry("attn_output", "self_attn.o_proj"),
          Map.entry("attn_q_norm", "self_attn.q_norm"),
          Map.entry("attn_k_norm", "self_attn.k_norm"),
          Map.entry("ffn_norm", "post_attention_layernorm"),
          Map.entry("ffn_gate", "mlp.gate_proj"),
          Map.entry("ffn_up", "mlp.up_proj"),
          Map.entry("ffn_down", "mlp.down_proj"));

  private static final Map<String, String> MODEL_PARTS =
      Map.of("token_embd", "model.embed_tokens", "output_norm", "model.norm", "output", "lm_head");

  private GgufNames() {}

  /** Transformers' name; a name that is not known stays as it is. */
  static String transformers(String name) {
    Matcher layer = OF_LAYER.matcher(name);
    if (layer.matches() && LAYER_PARTS.containsKey(layer.group(2))) {
      return "model.layers.%s.%s.%s"
          .formatted(layer.group(1), LAYER_PARTS.get(layer.group(2)), layer.group(3));
    }
    Matcher model = OF_MODEL.matcher(name);
    if (model.matches() && MODEL_PARTS.containsKey(model.group(1))) {
      return MODEL_PARTS.get(model.group(1)) + "." + model.group(2);
    }
    return name;
  }

  /** The part of a layer that a tensor belongs to, such as {@code attn_q}; empty for others. */
  static String part(String name) {
    Matcher layer = OF_LAYER.matcher(name);
    return layer.matches() ? layer.group(2) : "";
  }
}
