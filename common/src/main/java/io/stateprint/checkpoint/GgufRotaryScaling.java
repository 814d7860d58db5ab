package io.stateprint.checkpoint;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/**
 * Scaling of rotary positions from a GGUF file's metadata. Llama 3's scaling is not here: its
 * factors come as the tensor {@code rope_freqs.weight}.
 */
final class GgufRotaryScaling {
  private final GgufFamily family;
  private final GgufMetadata metadata;

  GgufRotaryScaling(GgufFamily family, GgufMetadata metadata) {
    this.family = family;
    this.metadata = metadata;
  }

  /** The object {@code rope_scaling} of config.json; empty where positions are not scaled. */
  Optional<ObjectNode> read() {
    Optional<Double> factor = number("scaling.factor").or(() -> number("scale_linear"));
    String type =
        metadata
            .text(family.key("rope.scaling.type"))
            .orElse(factor.filter(f -> f != 1).isPresent() ? "linear" : "none");
    if (type.equals("none")) {
      return Optional.empty();
    }
    ObjectNode scaling = JsonNodeFactory.instance.objectNode();
    scaling.put("rope_type", type);
    factor.ifPresent(value -> scaling.put("factor", value));
    metadata
        .whole(family.key("rope.scaling.original_context_length"))
        .ifPresent(tokens -> scaling.put("original_max_position_embeddings", tokens));
    number("scaling.yarn_beta_fast").ifPresent(beta -> scaling.put("beta_fast", beta));
    number("scaling.yarn_beta_slow").ifPresent(beta -> scaling.put("beta_slow", beta));
    number("scaling.attn_factor")
        .ifPresent(a -> scaling.put("attention_factor", a * yarnAttention(type, factor)));
    return Optional.of(scaling);
  }

  /** ggml multiplies its factor with YaRN's; transformers takes the product. */
  private static double yarnAttention(String type, Optional<Double> factor) {
    return type.equals("yarn") ? 1 + 0.1 * Math.log(factor.orElse(1.0)) : 1;
  }

  private Optional<Double> number(String suffix) {
    return metadata.number(family.key("rope." + suffix));
  }
}
