package io.stateprint.decoder;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.stateprint.checkpoint.ModelConfig;
import io.stateprint.storage.InputException;
import java.util.List;
import java.util.Optional;

/**
 * Reads rotary embeddings in either spelling: {@code rope_theta} and {@code rope_scaling} as
 * published checkpoints have them, or {@code rope_parameters}.
 *
 * <p>Scalings: {@code linear} (Chen et al. 2023), {@code llama3} (Llama 3.1's model card), {@code
 * longrope} (Ding et al. 2024), {@code yarn} (Peng et al. 2023).
 *
 * @param config of the model
 * @param scaling what stands under the scaling's key
 * @param base of the frequencies
 * @param dimensions of a head that turn, R
 */
record RotaryConfig(ModelConfig config, JsonNode scaling, double base, int dimensions) {
  private static final double NEAR_BASE = 10_000;
  private static final double FAR_BASE = 1_000_000;

  /** That of most layers, then that of layers with a window where the family has one. */
  static List<Rotary> of(ModelConfig config, Family family, int headWidth) {
    JsonNode all = node(config, "rope_parameters");
    JsonNode given = all.isEmpty() ? node(config, "rope_scaling") : all;
    if (given.isEmpty() && family == Family.GPT_OSS) {
      throw new InputException(
          "Cannot use rope_scaling = null: every published gpt_oss has one of type yarn (%s)"
              .formatted(config.origin()));
    }
    int dimensions = (int) (family.turningWidth(config, headWidth) * part(config, given, family));
    if (!family.turnsLocally()) {
      return List.of(
          new RotaryConfig(config, given, base(config, given, family.usualBase()), dimensions)
              .read());
    }
    JsonNode global = all.has("full_attention") ? all.get("full_attention") : given;
    JsonNode local = all.path("sliding_attention");
    double near =
        aboveZero(
            config,
            number(local, "rope_theta")
                .or(() -> config.number("rope_local_base_freq"))
                .orElse(NEAR_BASE));
    return List.of(
        new RotaryConfig(config, global, base(config, global, FAR_BASE), dimensions).read(),
        new RotaryConfig(config, local, near, dimensions).read());
  }

  /** The factor that YaRN's mscale_all_dim puts on attention scores; only DeepSeek has it. */
  static double sharpness(ModelConfig config, Family family) {
    JsonNode all = node(config, "rope_parameters");
    JsonNode given = all.isEmpty() ? node(config, "rope_scaling") : all;
    double whole = number(given, "mscale_all_dim").orElse(0.0);
    if (family != Family.DEEPSEEK_V3 || whole == 0 || type(given).equals("default")) {
      return 1;
    }
    double scale = magnitude(number(given, "factor").orElse(1.0), whole);
    return scale * scale;
  }

  private static double magnitude(double factor, double weight) {
    return factor <= 1 ? 1 : 0.1 * weight * Math.log(factor) + 1;
  }

  private static String type(JsonNode scaling) {
    JsonNode named =
        scaling.hasNonNull("rope_type") ? scaling.get("rope_type") : scaling.get("type");
    return named == null ? "default" : named.asText();
  }

  private static JsonNode node(ModelConfig config, String key) {
    return config.node(key).orElse(JsonNodeFactory.instance.objectNode());
  }

  private static double base(ModelConfig config, JsonNode scaling, double otherwise) {
    return aboveZero(
        config,
        number(scaling, "rope_theta").or(() -> config.number("rope_theta")).orElse(otherwise));
  }

  private static double aboveZero(ModelConfig config, double base) {
    if (!(base > 0)) {
      throw new InputException(
          "Cannot use a rope_theta of %s: a number above 0 is needed (%s)"
              .formatted(base, config.origin()));
    }
    return base;
  }

  private static double part(ModelConfig config, JsonNode scaling, Family family) {
    String key = "partial_rotary_factor";
    double part =
        family.turnsInPart()
            ? number(scaling, key).or(() -> config.number(key)).orElse(family.turningPart())
            : 1;
    if (part <= 0 || part > 1) {
      throw new InputException(
          "Cannot use %s = %s: a number above 0 and up to 1 is needed (%s)"
              .formatted(key, part, config.origin()));
    }
    return part;
  }

  private static Optional<Double> number(JsonNode node, String key) {
    return Optional.ofNullable(node.get(key)).filter(JsonNode::isNumber).map(JsonNode::doubleValue);
  }

  private Rotary read() {
    String type = type(scaling);
    return switch (type) {
      case "default" -> new Rotary(plain());
      case "linear" -> linear();
      case "llama3" -> llama3();
      case "longrope", "su" -> longRope();
      case "yarn" -> yarn();
      default ->
          throw new InputException(
              "Cannot use rope scaling %s: supported are default, linear, llama3, longrope, yarn (%s)"
                  .formatted(type, config.origin()));
    };
  }

  // Float arithmetic throughout: the reference computes so, and positions multiply the difference.
  private float[] plain() {
    float[] out = new float[dimensions / 2];
    for (int i = 0; i < out.length; i++) {
      out[i] = 1f / (float) Math.pow(base, 2f * i / dimensions);
    }
    return out;
  }

  private Rotary linear() {
    double factor = positive("factor");
    float[] out = plain();
    for (int i = 0; i < out.length; i++) {
      out[i] = (float) (out[i] / factor);
    }
    return new Rotary(out);
  }

  private Rotary llama3() {
    double factor = positive("factor");
    double low = positive("low_freq_factor");
    double high = positive("high_freq_factor");
    double original = positive("original_max_position_embeddings");
    float[] out = plain();
    for (int i = 0; i < out.length; i++) {
      double turns = original * out[i] / (2 * Math.PI);
      double smooth = Math.min(1, Math.max(0, (turns - low) / (high - low)));
      out[i] = (float) ((1 - smooth) * out[i] / factor + smooth * out[i]);
    }
    return new Rotary(out);
  }

  private Rotary longRope() {
    String key = "original_max_position_embeddings";
    int original =
        number(scaling, key).map(Double::intValue).or(() -> config.integer(key)).orElse(0);
    if (original < 1) {
      throw new InputException(
          "Cannot use rope scaling longrope: %s is missing (%s)".formatted(key, config.origin()));
    }
    double ratio =
        number(scaling, "factor")
            .orElseGet(() -> (double) config.positive("max_position_embeddings") / original);
    double scale =
        number(scaling, "attention_factor")
            .orElseGet(() -> ratio <= 1 ? 1 : Math.sqrt(1 + Math.log(ratio) / Math.log(original)));
    return new Rotary(divided("short_factor"), scale, original, divided("long_factor"));
  }

  /** Slow pairs are interpolated, fast ones left alone, with a ramp between. */
  private Rotary yarn() {
    double factor = positive("factor");
    double original = positive("original_max_position_embeddings");
    double low = turning(number(scaling, "beta_fast").filter(b -> b != 0).orElse(32.0), original);
    double high = turning(number(scaling, "beta_slow").filter(b -> b != 0).orElse(1.0), original);
    boolean truncate = !scaling.hasNonNull("truncate") || scaling.get("truncate").asBoolean();
    low = Math.max(truncate ? Math.floor(low) : low, 0);
    high = Math.min(truncate ? Math.ceil(high) : high, dimensions - 1);
    double width = low == high ? 0.001 : high - low;
    float[] out = plain();
    for (int i = 0; i < out.length; i++) {
      double slow = Math.min(1, Math.max(0, (i - low) / width));
      out[i] = (float) (out[i] / factor * slow + out[i] * (1 - slow));
    }
    return new Rotary(out, attentionFactor(factor), Integer.MAX_VALUE, out);
  }

  /** The pair that turns so many times over the original context. */
  private double turning(double times, double original) {
    return dimensions * Math.log(original / (times * 2 * Math.PI)) / (2 * Math.log(base));
  }

  private double attentionFactor(double factor) {
    double one = number(scaling, "mscale").orElse(0.0);
    double all = number(scaling, "mscale_all_dim").orElse(0.0);
    return number(scaling, "attention_factor")
        .orElseGet(
            () ->
                one != 0 && all != 0
                    ? magnitude(factor, one) / magnitude(factor, all)
                    : magnitude(factor, 1));
  }

  private float[] divided(String key) {
    JsonNode factors = scaling.path(key);
    float[] out = new float[dimensions / 2];
    if (!factors.isArray() || factors.size() != out.length) {
      throw new InputException(
          "Cannot use rope scaling %s: %s holds %d numbers, %d are needed (%s)"
              .formatted("longrope", key, factors.size(), out.length, config.origin()));
    }
    for (int i = 0; i < out.length; i++) {
      float slow = (float) Math.pow(base, 2f * i / dimensions);
      out[i] = 1f / ((float) factors.get(i).asDouble() * slow);
    }
    return out;
  }

  private double positive(String key) {
    JsonNode value = scaling.get(key);
    if (value == null || !value.isNumber() || value.doubleValue() <= 0) {
      throw new InputException(
          "Cannot use rope scaling %s: %s = %s, a number above 0 is needed (%s)"
              .formatted(scaling, key, value, config.origin()));
    }
    return value.doubleValue();
  }
}
