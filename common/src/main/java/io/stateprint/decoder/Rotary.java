package io.stateprint.decoder;

import com.fasterxml.jackson.databind.JsonNode;
import io.stateprint.checkpoint.ModelConfig;
import io.stateprint.storage.InputException;
import java.util.Optional;

/**
 * The rotary embedding of a model: how fast each pair of a head turns.
 *
 * <p>Su et al. 2021 (RoFormer); the {@code llama3} scaling is that of Llama 3.1's model card.
 *
 * @param frequency radians a position, (W / 2)
 * @param scale factor on cosines and sines
 */
public record Rotary(float[] frequency, double scale) {
  /**
   * Reads either spelling: {@code rope_theta} + {@code rope_scaling}, or {@code rope_parameters}.
   */
  static Rotary of(ModelConfig config, int headWidth) {
    Optional<JsonNode> node = config.node("rope_parameters").or(() -> config.node("rope_scaling"));
    double base =
        node.map(scaling -> scaling.get("rope_theta"))
            .filter(JsonNode::isNumber)
            .map(JsonNode::doubleValue)
            .or(() -> config.number("rope_theta"))
            .orElse(10000.0);
    float[] plain = plain(base, headWidth);
    return node.map(scaling -> scaled(plain, scaling, config)).orElse(new Rotary(plain, 1));
  }

  /** The same with each frequency divided by a factor of its own, as GGUF files keep them. */
  Rotary divided(float[] factors) {
    if (factors.length != frequency.length) {
      throw new InputException(
          "Cannot use rope_freqs.weight: %d factors for %d frequencies"
              .formatted(factors.length, frequency.length));
    }
    float[] out = frequency.clone();
    for (int i = 0; i < out.length; i++) {
      out[i] /= factors[i];
    }
    return new Rotary(out, scale);
  }

  // Float arithmetic throughout: the reference computes so, and positions multiply the difference.
  private static float[] plain(double base, int headWidth) {
    float[] out = new float[headWidth / 2];
    for (int i = 0; i < out.length; i++) {
      out[i] = 1f / (float) Math.pow(base, 2f * i / headWidth);
    }
    return out;
  }

  private static Rotary scaled(float[] plain, JsonNode scaling, ModelConfig config) {
    JsonNode named =
        scaling.hasNonNull("rope_type") ? scaling.get("rope_type") : scaling.get("type");
    String type = named == null ? "default" : named.asText();
    return switch (type) {
      case "default" -> new Rotary(plain, 1);
      case "linear" -> linear(plain, number(scaling, "factor", config));
      case "llama3" -> llama3(plain, scaling, config);
      default ->
          throw new InputException(
              "Cannot use rope scaling %s: supported are default, linear, llama3 (%s)"
                  .formatted(type, config.origin()));
    };
  }

  private static Rotary linear(float[] plain, double factor) {
    float[] out = plain.clone();
    for (int i = 0; i < out.length; i++) {
      out[i] = (float) (out[i] / factor);
    }
    return new Rotary(out, 1);
  }

  private static Rotary llama3(float[] plain, JsonNode scaling, ModelConfig config) {
    double factor = number(scaling, "factor", config);
    double low = number(scaling, "low_freq_factor", config);
    double high = number(scaling, "high_freq_factor", config);
    double original = number(scaling, "original_max_position_embeddings", config);
    float[] out = plain.clone();
    for (int i = 0; i < out.length; i++) {
      double turns = original * plain[i] / (2 * Math.PI);
      double smooth = Math.min(1, Math.max(0, (turns - low) / (high - low)));
      out[i] = (float) ((1 - smooth) * plain[i] / factor + smooth * plain[i]);
    }
    return new Rotary(out, 1);
  }

  private static double number(JsonNode scaling, String key, ModelConfig config) {
    JsonNode value = scaling.get(key);
    if (value == null || !value.isNumber() || value.doubleValue() <= 0) {
      throw new InputException(
          "Cannot use rope scaling %s: %s = %s, a number above 0 is needed (%s)"
              .formatted(scaling, key, value, config.origin()));
    }
    return value.doubleValue();
  }
}
