package io.stateprint.decoder;

import io.stateprint.checkpoint.ModelConfig;
import io.stateprint.storage.InputException;
import java.util.List;

/**
 * {@code gptq}: matrices with a {@code qweight} are quantised, the others plain.
 *
 * @param config the {@code quantization_config}
 * @param bits of a number
 * @param groupSize inputs of a group; -1 for all
 * @param lessOne whether zeros are kept less one, as all but the format {@code gptq_v2} do
 */
record GptqFormat(ModelConfig config, int bits, int groupSize, boolean lessOne)
    implements Quantization {
  private static final List<Integer> BITS = List.of(2, 4, 8);
  private static final int USUAL_GROUP = 128;
  private static final List<String> FORMATS = List.of("gptq", "gptq_v2");

  static GptqFormat of(ModelConfig config) {
    int bits = config.positive("bits");
    String format = config.text("checkpoint_format").or(() -> config.text("format")).orElse("gptq");
    if (!BITS.contains(bits)) {
      throw refused("bits", bits, BITS, config);
    }
    if (!FORMATS.contains(format)) {
      throw refused("checkpoint_format", format, FORMATS, config);
    }
    if (config.flag("is_marlin_format")) {
      throw refused("is_marlin_format", true, List.of(false), config);
    }
    int size = config.integer("group_size").orElse(USUAL_GROUP);
    return new GptqFormat(config, bits, size, format.equals("gptq"));
  }

  static InputException refused(String key, Object value, List<?> supported, ModelConfig config) {
    return new InputException(
        "Cannot use %s = %s: supported for %s are %s (%s)"
            .formatted(
                key,
                value,
                config.text("quant_method").orElse("it"),
                String.join(", ", supported.stream().map(Object::toString).toList()),
                config.origin()));
  }

  @Override
  public Packing packing(Wanted wanted) {
    if (!wanted.isPacked("qweight")) {
      return wanted.whole();
    }
    if (config.flag("desc_act") && groupSize != -1) {
      wanted.part("g_idx");
    }
    return Gptq.of(wanted, Groups.of(wanted, bits, groupSize).filling(wanted), lessOne);
  }
}
