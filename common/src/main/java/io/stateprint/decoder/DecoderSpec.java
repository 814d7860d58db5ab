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
 *     layers, in those with a window; none where positions are embedded
 * @param config the whole configuration, in the words that most families use
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
  public static DecoderSpec of(ModelConfig given) {
    Family family = Family.of(given);
    ModelConfig config = family.usual(given);
    refuseWhatIsNotComputed(config, family);
    int width = config.positive("hidden_size");
    int heads = config.positive("num_attention_heads");
    int headWidth = family.headWidth(config, width / heads);
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
        family.turns() ? RotaryConfig.of(config, family, headWidth) : List.of(),
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

  /** What the feed-forward part of a layer is. */
  LayerKind kind(int layer) {
    return family.isSparse(layer, config) ? LayerKind.SPARSE : LayerKind.DENSE;
  }

  /** What the letters of shapes stand for. */
  Map<String, Long> sizes() {
    return Map.of(
        "D", (long) width,
        "H", (long) heads,
        "K", (long) keyHeads,
        "W", (long) headWidth,
        "I", (long) innerWidth);
  }

  /** What the number places of every program text hold, by name. */
  Map<String, String> numbers() {
    return Map.of(
        "HW", Integer.toString(heads * headWidth),
        "KW", Integer.toString(keyHeads * headWidth),
        "root", Double.toString(Math.sqrt(width)),
        "scale", Double.toString(RotaryConfig.sharpness(config, family) / Math.sqrt(headWidth)));
  }

  private static void refuseWhatIsNotComputed(ModelConfig config, Family family) {
    boolean limited =
        !config.json().has("swiglu_limit") || config.number("swiglu_limit").orElse(0.0) > 0;
    if (family == Family.GPT_OSS && !limited) {
      throw new InputException(
          "Cannot use swiglu_limit = %s: a number above 0 is needed (%s)"
              .formatted(config.json().get("swiglu_limit"), config.origin()));
    }
    if (config.flag("use_bidirectional_attention")) {
      throw new InputException(
          "Cannot use use_bidirectional_attention = true: attention is computed causally (%s)"
              .formatted(config.origin()));
    }
  }

  private static void requireMultiple(String key, int value, int of, ModelConfig config) {
    if (of < 1 || value % of != 0) {
      throw new InputException(
          "Cannot use %s = %d: a multiple of %d is needed (%s)"
              .formatted(key, value, of, config.origin()));
    }
  }
}
