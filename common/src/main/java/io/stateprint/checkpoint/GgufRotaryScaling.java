package io.stateprint.checkpoint;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/**
 * Scaling of rotary positions from a GGUF file's metadata. Llama 3's scaling is not here: its
 * factors come as the tensor {@code rope_freqs.weight}.
 *
 * @param keys hyperparameters
 * @param contents the tensors
 */
record GgufRotaryScaling(GgufKeys keys, GgufContents contents) {
  private static final String SHORT = "rope_factors_short.weight";
  private static final String LONG = "rope_factors_long.weight";

  /** Whether a tensor is a part of the configuration, not a weight. */
  static boolean isConfiguration(GgufKeys keys, String tensor) {
    return keys.family() == GgufFamily.PHI3 && (tensor.equals(SHORT) || tensor.equals(LONG));
  }

  /** The object {@code rope_scaling} of config.json; empty where positions are not scaled. */
  Optional<ObjectNode> read() {
    Optional<Double> factor = number("scaling.factor").or(() -> number("scale_linear"));
    String type = type(factor);
    if (type.equals("none")) {
      return Optional.empty();
    }
    ObjectNode scaling = JsonNodeFactory.instance.objectNode();
    scaling.put("rope_type", type);
    factor.ifPresent(value -> scaling.put("factor", value));
    keys.whole("rope.scaling.original_context_length")
        .ifPresent(tokens -> scaling.put("original_max_position_embeddings", tokens));
    if (type.equals("longrope")) {
      scaling.set("short_factor", factors(SHORT));
      scaling.set("long_factor", factors(LONG));
    }
    number("scaling.yarn_beta_fast").ifPresent(beta -> scaling.put("beta_fast", beta));
    number("scaling.yarn_beta_slow").ifPresent(beta -> scaling.put("beta_slow", beta));
    number("scaling.attn_factor")
        .ifPresent(a -> scaling.put("attention_factor", a * yarnAttention(type, factor)));
    number("scaling.yarn_log_multiplier").ifPresent(tenth -> addMagnitude(scaling, tenth));
    return Optional.of(scaling);
  }

  private String type(Optional<Double> factor) {
    if (contents.tensors().anyMatch(tensor -> isConfiguration(keys, tensor.name()))) {
      return "longrope";
    }
    return keys.metadata()
        .text(keys.family().key("rope.scaling.type"))
        .orElse(factor.filter(f -> f != 1).isPresent() ? "linear" : "none");
  }

  /** A tenth of mscale_all_dim; llama.cpp takes mscale to be the same. */
  private static void addMagnitude(ObjectNode scaling, double tenth) {
    scaling.put("mscale", 10 * tenth);
    scaling.put("mscale_all_dim", 10 * tenth);
  }

  /** ggml multiplies its factor with YaRN's; transformers takes the product. */
  private static double yarnAttention(String type, Optional<Double> factor) {
    return type.equals("yarn") ? 1 + 0.1 * Math.log(factor.orElse(1.0)) : 1;
  }

  private ArrayNode factors(String name) {
    ArrayNode factors = JsonNodeFactory.instance.arrayNode();
    for (float factor : contents.numbers(name)) {
      factors.add(factor);
    }
    return factors;
  }

  private Optional<Double> number(String suffix) {
    return keys.number("rope." + suffix);
  }
}
