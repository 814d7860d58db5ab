package io.stateprint.decoder;

import io.stateprint.checkpoint.ModelConfig;
import io.stateprint.storage.InputException;
import java.util.List;
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
 * @param rotaries how heads turn with position: in most layers, then, where the family has such
 *     layers, in those with a window
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
    List<Rotary> rotaries,
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
    int headWidth = config.integer("head_dim").orElse(family.headWidth(width, heads));
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
        RotaryConfig.of(config, family, headWidth),
        config);
  }

  /** The longest reach of attention in a layer, in tokens; 0 is without limit. */
  public int window(int layer) {
    return family.reach().window(layer, config);
  }

  /** Which of the rotaries a layer turns by. */
  public int rotary(int layer) {
    return rotaries.size() > 1 && family.reach().isLimited(layer, config) ? 1 : 0;
  }

  /** The same with another rotary embedding. */
  DecoderSpec turning(List<Rotary> others) {
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
        others,
        config);
  }

  /** What the places of a program text hold, by name. */
  Map<String, String> numbers() {
    return Map.of(
        "H", Integer.toString(heads),
        "K", Integer.toString(keyHeads),
        "W", Integer.toString(headWidth),
        "HW", Integer.toString(heads * headWidth),
        "KW", Integer.toString(keyHeads * headWidth),
        "root", Double.toString(Math.sqrt(width)),
        "scale", Double.toString(1 / Math.sqrt(headWidth)));
  }

  /** The size that a sum of products of shape letters, such as {@code H*W+2*K*W}, stands for. */
  long size(String letters) {
    long sum = 0;
    for (String term : letters.split("[+]", -1)) {
      long product = 1;
      for (String letter : term.split("[*]", -1)) {
        product *= letter.matches("\\d+") ? Long.parseLong(letter) : one(letter);
      }
      sum += product;
    }
    return sum;
  }

  private int one(String letter) {
    return switch (letter) {
      case "D" -> width;
      case "H" -> heads;
      case "K" -> keyHeads;
      case "W" -> headWidth;
      case "I" -> innerWidth;
      default -> throw new IllegalArgumentException("No size has the letter " + letter);
    };
  }

  private static void refuseWhatIsNotComputed(ModelConfig config) {
    if (config.flag("use_bidirectional_attention")) {
      throw new InputException(
          "Cannot use use_bidirectional_attention = true: attention is computed causally (%s)"
              .formatted(config.origin()));
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
