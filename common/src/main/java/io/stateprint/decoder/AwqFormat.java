package io.stateprint.decoder;

import io.stateprint.checkpoint.ModelConfig;
import java.util.List;
import java.util.Locale;

/**
 * {@code awq}: matrices with a {@code qweight} are quantised, the others plain.
 *
 * @param groupSize inputs of a group; -1 for all
 * @param plain modules that are not quantised
 */
record AwqFormat(int groupSize, NamedModules plain) implements Quantization {
  static AwqFormat of(ModelConfig config) {
    int bits = config.positive(config.node("w_bit").isPresent() ? "w_bit" : "bits");
    String version =
        config
            .text("version")
            .or(() -> config.text("format"))
            .orElse("gemm")
            .toLowerCase(Locale.ROOT);
    if (bits != 4) {
      throw GptqFormat.refused("bits", bits, List.of(4), config);
    }
    if (!version.equals("gemm")) {
      throw GptqFormat.refused("version", version, List.of("gemm"), config);
    }
    if (config.node("zero_point").isPresent() && !config.flag("zero_point")) {
      throw GptqFormat.refused("zero_point", false, List.of(true), config);
    }
    int size = config.integer("group_size").or(() -> config.integer("q_group_size")).orElse(128);
    return new AwqFormat(size, NamedModules.of(config, "modules_to_not_convert"));
  }

  @Override
  public Packing packing(Wanted wanted) {
    if (!wanted.isPacked("qweight")) {
      return wanted.whole();
    }
    plain.refuse(wanted, "qweight");
    return Awq.of(wanted, Groups.of(wanted, 4, groupSize).filling(wanted));
  }
}
