package io.stateprint.checkpoint;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * What mixtures have in their configuration: mixtral and qwen3_moe.
 *
 * @param keys hyperparameters
 * @param json the configuration that grows
 */
record GgufMixture(GgufKeys keys, ObjectNode json) {
  private static final String GATING = "expert_gating_func";
  private static final String SCALE = "expert_weights_scale";
  private static final long SOFTMAX = 1;

  void add() {
    requireGating(keys, SOFTMAX, "softmax");
    requireUnscaled();
    int experts = keys.positive("expert_count");
    json.put("num_experts_per_tok", chosen(keys, experts));
    if (keys.family() == GgufFamily.MIXTRAL) {
      json.put("num_local_experts", experts);
      return;
    }
    json.put("num_experts", experts);
    json.put("moe_intermediate_size", keys.positive("expert_feed_forward_length"));
    json.put("norm_topk_prob", keys.flag("expert_weights_norm").orElse(true));
  }

  /** How many experts a token goes to. */
  static int chosen(GgufKeys keys, int experts) {
    int chosen = keys.positive("expert_used_count");
    if (chosen > experts) {
      throw keys.unusable(
          "expert_used_count",
          chosen,
          "%s is %d".formatted(keys.family().key("expert_count"), experts));
    }
    return chosen;
  }

  /** Refuses another way from a router's scores to shares; a file that is silent has softmax. */
  static void requireGating(GgufKeys keys, long computed, String name) {
    long gating = keys.whole(GATING).orElse(SOFTMAX);
    if (gating != computed) {
      throw keys.unusable(GATING, gating, "only %d (%s) is computed".formatted(computed, name));
    }
  }

  private void requireUnscaled() {
    double scale = keys.number(SCALE).orElse(1.0);
    if (scale != 1 && scale != 0) {
      throw keys.unusable(SCALE, scale, "shares of experts are not scaled in this architecture");
    }
  }
}
