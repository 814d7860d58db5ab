package io.stateprint.checkpoint;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * What only gemma has in its configuration. Files say little of it: the rest is as llama.cpp has
 * it, by the number of layers.
 *
 * @param keys hyperparameters
 * @param json the configuration that grows
 */
record GgufGemma(GgufKeys keys, ObjectNode json) {
  private static final String WINDOW = "attention.sliding_window";
  private static final String PATTERN = "attention.sliding_window_pattern";
  private static final double CAP = 50;
  private static final int USUAL_PATTERN = 6;
  private static final int LAYERS_OF_GEMMA2_27B = 46;
  private static final int LAYERS_OF_GEMMA3_27B = 62;

  void add() {
    // The file has the one added to the weights of norms already.
    json.put("norm_offset", 0);
    json.put("query_pre_attn_scalar", scoreWidth());
    if (keys.family() == GgufFamily.GEMMA2) {
      json.put("attn_logit_softcapping", keys.number("attn_logit_softcapping").orElse(CAP));
    } else {
      addWindows();
    }
  }

  /** Scores are divided by the root of this: the width of a head but for the largest models. */
  private int scoreWidth() {
    int largest = keys.family() == GgufFamily.GEMMA2 ? LAYERS_OF_GEMMA2_27B : LAYERS_OF_GEMMA3_27B;
    return keys.positive("block_count") == largest
        ? keys.positive("embedding_length") / keys.positive("attention.head_count")
        : json.get("head_dim").intValue();
  }

  /** Without a window every layer is of the kind that has none. */
  private void addWindows() {
    keys.number("rope.freq_base_swa").ifPresent(base -> json.put("rope_local_base_freq", base));
    if (keys.value(PATTERN).orElse(0L) instanceof List<?> layers) {
      addLayers(layers);
    } else {
      json.put(
          "sliding_window_pattern", keys.has(WINDOW) ? keys.positive(PATTERN, USUAL_PATTERN) : 1);
    }
  }

  private void addLayers(List<?> layers) {
    if (layers.size() != keys.positive("block_count")) {
      throw keys.unusable(
          PATTERN,
          layers,
          "one value for each of %s is needed".formatted(keys.family().key("block_count")));
    }
    ArrayNode types = json.putArray("layer_types");
    for (Object layer : layers) {
      boolean limited = Boolean.TRUE.equals(layer) || (layer instanceof Long one && one == 1);
      types.add(limited ? "sliding_attention" : "full_attention");
    }
  }
}
