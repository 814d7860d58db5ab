package io.stateprint.checkpoint;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * What only DeepSeek V3 has in its configuration: widths of latents and heads, leading dense
 * layers, groups of experts.
 *
 * @param keys hyperparameters
 * @param json the configuration that grows
 */
record GgufDeepSeek(GgufKeys keys, ObjectNode json) {
  private static final long SIGMOID = 2;
  private static final int EXPERTS_OF_V3 = 256;

  void add() {
    addHeads();
    addExperts();
    json.put("num_nextn_predict_layers", 0);
  }

  /** Files with k and v apart say the widths of heads under keys of their own. */
  private void addHeads() {
    int turning = keys.positive("rope.dimension_count");
    String key = keys.has("attention.key_length_mla") ? "_mla" : "";
    int whole = keys.positive("attention.key_length" + key);
    if (whole <= turning) {
      throw keys.unusable(
          "attention.key_length" + key,
          whole,
          "more than %s = %d is needed"
              .formatted(keys.family().key("rope.dimension_count"), turning));
    }
    json.put("qk_rope_head_dim", turning);
    json.put("qk_nope_head_dim", whole - turning);
    json.put("v_head_dim", keys.positive("attention.value_length" + key));
    json.put("kv_lora_rank", keys.positive("attention.kv_lora_rank"));
    json.putNull("q_lora_rank");
    if (keys.has("attention.q_lora_rank")) {
      json.put("q_lora_rank", keys.positive("attention.q_lora_rank"));
    }
  }

  private void addExperts() {
    GgufMixture.requireGating(keys, SIGMOID, "sigmoid, as DeepSeek V3");
    int experts = keys.positive("expert_count");
    json.put("n_routed_experts", experts);
    json.put("n_shared_experts", keys.positive("expert_shared_count"));
    json.put("num_experts_per_tok", GgufMixture.chosen(keys, experts));
    json.put("moe_intermediate_size", keys.positive("expert_feed_forward_length"));
    json.put("first_k_dense_replace", keys.whole("leading_dense_block_count").orElse(0L));
    json.put("routed_scaling_factor", keys.number("expert_weights_scale").orElse(1.0));
    json.put("norm_topk_prob", keys.flag("expert_weights_norm").orElse(false));
    addGroups(experts);
  }

  /** Older files do not say the groups; of the published models only V3 has 256 experts. */
  private void addGroups(int experts) {
    boolean published = experts == EXPERTS_OF_V3;
    int groups = keys.positive("expert_group_count", published ? 8 : 1);
    int used = keys.positive("expert_group_used_count", published ? 4 : 1);
    if (experts % groups != 0 || used > groups) {
      throw keys.unusable(
          "expert_group_count",
          groups,
          "%d experts do not divide into so many groups, or %d of these are to be used"
              .formatted(experts, used));
    }
    json.put("n_group", groups);
    json.put("topk_group", used);
  }
}
