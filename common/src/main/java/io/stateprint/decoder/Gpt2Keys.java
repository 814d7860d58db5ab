package io.stateprint.decoder;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stateprint.checkpoint.ModelConfig;
import io.stateprint.storage.InputException;
import java.util.List;

/** The configuration of a GPT-2 in the words that the other families use, beside its own. */
final class Gpt2Keys {
  private Gpt2Keys() {}

  static ModelConfig usual(ModelConfig config) {
    if (config.flag("add_cross_attention")) {
      throw new InputException(
          "Cannot use add_cross_attention = true: no program computes it (%s)"
              .formatted(config.origin()));
    }
    int width = first(config, "n_embd", "hidden_size");
    ObjectNode json = config.json().deepCopy();
    json.remove(List.of("num_key_value_heads", "head_dim"));
    json.put("hidden_size", width);
    json.put("num_hidden_layers", first(config, "n_layer", "num_hidden_layers"));
    json.put("num_attention_heads", first(config, "n_head", "num_attention_heads"));
    json.put(
        "max_position_embeddings",
        first(config, "n_positions", "max_position_embeddings", "n_ctx"));
    json.put(
        "intermediate_size",
        config
            .integer("n_inner")
            .or(() -> config.integer("intermediate_size"))
            .map(Integer::longValue)
            .orElse(4L * width));
    return new ModelConfig(json, config.origin());
  }

  /** The value under the first key that is there; where none is, the first is missed. */
  private static int first(ModelConfig config, String... keys) {
    for (String key : keys) {
      if (config.node(key).isPresent()) {
        return config.positive(key);
      }
    }
    return config.positive(keys[0]);
  }
}
