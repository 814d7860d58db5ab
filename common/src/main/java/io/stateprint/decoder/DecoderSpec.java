package io.stateprint.decoder;

import io.stateprint.checkpoint.ModelConfig;
import io.stateprint.storage.InputException;
import java.util.Map;

/**
 * The numbers of a decoder, checked.
 *
 * @param family its architecture
 * @param layers blocks of the model
 * @param width D
 * @param heads H
 * @param keyHeads K
 * @param headWidth W
 * @param innerWidth I
 * @param vocabulary rows of the embedding
 * @param context longest text in tokens
 * @param epsilon of the norms
 * @param rotary how heads turn with position
 * @param config the whole configuration
 */
public record DecoderSpec(
    Family family,
    int layers,
    int width,
    int heads,
    int keyHeads,
    int headWidth,
    int innerWidth,
    int vocabulary,
    int context,
    double epsilon,
    Rotary rotary,
    ModelConfig config) {
  public DecoderSpec {
    requireMultiple("num_attention_heads", heads, keyHeads, config);
    requireMultiple("head_dim", headWidth, 2, config);
  }

  /** Reads the numbers of a configuration; what has no support is refused by name. */
  public static DecoderSpec of(ModelConfig config) {
    Family family = Family.of(config);
    refuseWhatIsNotComputed(config);
    int width = config.positive("hidden_size");
    int heads = config.positive("num_attention_heads");
    int headWidth = config.integer("head_dim").orElse(width / heads);
    return new DecoderSpec(
        family,
        config.positive("num_hidden_layers"),
        width,
        heads,
        config.integer("num_key_value_heads").orElse(heads),
        headWidth,
        config.positive("intermediate_size"),
        config.positive("vocab_size"),
        config.integer("max_position_embeddings").orElse(Integer.MAX_VALUE),
        config.number("rms_norm_eps").orElse(1e-6),
        Rotary.of(config, headWidth),
        config);
  }

  /**
   * The longest reach of attention in a layer, in tokens; 0 is without limit. Defaults are those of
   * transformers' configurations: a missing key is 4096 tokens, null is no window.
   */
  public int window(int layer) {
    if (family == Family.LLAMA || (family == Family.QWEN2 && !config.flag("use_sliding_window"))) {
      return 0;
    }
    int window =
        config.json().has("sliding_window") ? config.integer("sliding_window").orElse(0) : 4096;
    int first = family == Family.QWEN2 ? config.integer("max_window_layers").orElse(28) : 0;
    return config
            .node("layer_types")
            .map(types -> types.path(layer).asText())
            .map(type -> type.equals("sliding_attention"))
            .orElse(layer >= first)
        ? window
        : 0;
  }

  /** The same with another rotary embedding. */
  DecoderSpec turning(Rotary other) {
    return new DecoderSpec(
        family,
        layers,
        width,
        heads,
        keyHeads,
        headWidth,
        innerWidth,
        vocabulary,
        context,
        epsilon,
        other,
        config);
  }

  /** What the places of a program text hold, by name. */
  Map<String, String> numbers() {
    return Map.of(
        "H", Integer.toString(heads),
        "K", Integer.toString(keyHeads),
        "W", Integer.toString(headWidth),
        "eps", Double.toString(epsilon),
        "scale", Double.toString(1 / Math.sqrt(headWidth)));
  }

  /** The size that a product of shape letters such as {@code H*W} stands for. */
  long size(String letters) {
    long product = 1;
    for (String letter : letters.split("[*]", -1)) {
      product *=
          switch (letter) {
            case "D" -> width;
            case "H" -> heads;
            case "K" -> keyHeads;
            case "W" -> headWidth;
            case "I" -> innerWidth;
            default -> throw new IllegalArgumentException("No size has the letter " + letter);
          };
    }
    return product;
  }

  private static void refuseWhatIsNotComputed(ModelConfig config) {
    String activation = config.text("hidden_act").orElse("silu");
    if (!activation.equals("silu")) {
      throw new InputException(
          "Cannot use hidden_act = %s: %s is computed with silu (%s)"
              .formatted(activation, config.modelType(), config.origin()));
    }
    config
        .node("quantization_config")
        .ifPresent(
            node -> {
              throw new InputException(
                  "Cannot read weights quantised by %s: supported are plain F32, F16 and BF16"
                          .formatted(node.path("quant_method").asText("an unnamed method"))
                      + " safetensors, and GGUF files (%s)".formatted(config.origin()));
            });
  }

  private static void requireMultiple(String key, int value, int of, ModelConfig config) {
    if (of < 1 || value % of != 0) {
      throw new InputException(
          "Cannot use %s = %d: a multiple of %d is needed (%s)"
              .formatted(key, value, of, config.origin()));
    }
  }
}
