package io.stateprint.checkpoint;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Names of tensors in GGUF and in transformers. */
final class GgufNames {
  private static final Pattern OF_LAYER =
      Pattern.compile("blk\\.(\\d+)\\.([a-z_]+)\\.(weight|bias)");
  private static final Pattern OF_EXPERT =
      Pattern.compile("blk\\.(\\d+)\\.(ffn_gate|ffn_up|ffn_down)\\.(\\d+)\\.weight");
  private static final Pattern OF_MODEL = Pattern.compile("([a-z_]+)\\.(weight|bias)");
  private static final String STACKED = "_exps";

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

  private static final Map<String, String> GEMMA =
      Map.of(
          "post_attention_norm", "post_attention_layernorm",
          "ffn_norm", "pre_feedforward_layernorm",
          "post_ffw_norm", "post_feedforward_layernorm");

  private static final Map<String, String> PHI3 =
      Map.of("attn_qkv", "self_attn.qkv_proj", "ffn_up", "mlp.gate_up_proj");

  private static final Map<String, String> DEEPSEEK2 =
      Map.ofEntries(
          Map.entry("attn_q_a", "self_attn.q_a_proj"),
          Map.entry("attn_q_a_norm", "self_attn.q_a_layernorm"),
          Map.entry("attn_q_b", "self_attn.q_b_proj"),
          Map.entry("attn_kv_a_mqa", "self_attn.kv_a_proj_with_mqa"),
          Map.entry("attn_kv_a_norm", "self_attn.kv_a_layernorm"),
          Map.entry("attn_kv_b", "self_attn.kv_b_proj"),
          Map.entry("attn_k_b", "self_attn.k_b_proj"),
          Map.entry("attn_v_b", "self_attn.v_b_proj"),
          Map.entry("ffn_gate_inp", "mlp.gate"),
          Map.entry("ffn_gate_shexp", "mlp.shared_experts.gate_proj"),
          Map.entry("ffn_up_shexp", "mlp.shared_experts.up_proj"),
          Map.entry("ffn_down_shexp", "mlp.shared_experts.down_proj"));

  private static final Map<String, String> EXPERTS =
      Map.of(
          "ffn_gate", "mlp.experts.%s.gate_proj.weight",
          "ffn_up", "mlp.experts.%s.up_proj.weight",
          "ffn_down", "mlp.experts.%s.down_proj.weight");

  private static final Map<String, String> MIXTRAL_EXPERTS =
      Map.of(
          "ffn_gate", "block_sparse_moe.experts.%s.w1.weight",
          "ffn_up", "block_sparse_moe.experts.%s.w3.weight",
          "ffn_down", "block_sparse_moe.experts.%s.w2.weight");

  private static final Map<String, String> MODEL_PARTS =
      Map.of("token_embd", "model.embed_tokens", "output_norm", "model.norm", "output", "lm_head");

  private GgufNames() {}

  /** Transformers' name; a name that is not known stays as it is. */
  static String transformers(GgufFamily family, String name) {
    Matcher expert = OF_EXPERT.matcher(name);
    if (family.isMixture() && expert.matches()) {
      return ofExpert(family, expert.group(1), expert.group(2), expert.group(3));
    }
    Matcher layer = OF_LAYER.matcher(name);
    if (layer.matches()) {
      String part = ofPart(family, layer.group(2), layer.group(3));
      return part.isEmpty() ? name : "model.layers.%s.%s".formatted(layer.group(1), part);
    }
    Matcher model = OF_MODEL.matcher(name);
    if (model.matches() && MODEL_PARTS.containsKey(model.group(1))) {
      return MODEL_PARTS.get(model.group(1)) + "." + model.group(2);
    }
    return name;
  }

  /** Transformers' name of one expert's slice of a stacked tensor. */
  static String expert(GgufFamily family, String stacked, int number) {
    Matcher layer = OF_LAYER.matcher(stacked);
    if (!layer.matches()) {
      throw new IllegalArgumentException(stacked + " holds no experts");
    }
    String part = layer.group(2).substring(0, layer.group(2).length() - STACKED.length());
    return ofExpert(family, layer.group(1), part, Integer.toString(number));
  }

  /** Whether a tensor holds the matrices of all experts of a layer, one after another. */
  static boolean isStacked(String name) {
    Matcher layer = OF_LAYER.matcher(name);
    return layer.matches()
        && layer.group(2).endsWith(STACKED)
        && EXPERTS.containsKey(layer.group(2).replace(STACKED, ""));
  }

  private static String ofExpert(GgufFamily family, String layer, String part, String number) {
    Map<String, String> names = family == GgufFamily.MIXTRAL ? MIXTRAL_EXPERTS : EXPERTS;
    return "model.layers.%s.%s"
        .formatted(layer, java.util.Objects.requireNonNull(names.get(part)).formatted(number));
  }

  private static String ofPart(GgufFamily family, String part, String kind) {
    if (family == GgufFamily.DEEPSEEK2 && part.equals("exp_probs_b")) {
      return "mlp.gate.e_score_correction_bias";
    }
    Map<String, String> own =
        switch (family) {
          case GEMMA2, GEMMA3 -> GEMMA;
          case PHI3 -> PHI3;
          case DEEPSEEK2 -> DEEPSEEK2;
          case MIXTRAL -> Map.of("ffn_gate_inp", "block_sparse_moe.gate");
          case QWEN3_MOE -> Map.of("ffn_gate_inp", "mlp.gate");
          case LLAMA, MISTRAL, QWEN2, QWEN3 -> Map.of();
        };
    String found = own.getOrDefault(part, LAYER_PARTS.getOrDefault(part, ""));
    return found.isEmpty() ? "" : found + "." + kind;
  }

  /** The part of a layer that a tensor belongs to, such as {@code attn_q}; empty for others. */
  static String part(String name) {
    Matcher layer = OF_LAYER.matcher(name);
    return layer.matches() ? layer.group(2) : "";
  }
}
