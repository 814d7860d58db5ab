package io.stateprint.decoder;

import com.fasterxml.jackson.databind.JsonNode;
import io.stateprint.checkpoint.ModelConfig;
import io.stateprint.checkpoint.TensorType;
import io.stateprint.storage.InputException;
import java.util.Optional;

/**
 * One of the {@code config_groups} of compressed-tensors.
 *
 * @param targets modules that are quantised so
 * @param weights how: the group's {@code weights}
 * @param format how they are kept
 * @param grain what a factor is for; its columns are the inputs of a group
 */
record CompressedGroup(NamedModules targets, ModelConfig weights, String format, Grain grain) {
  private static final String PACKED = "pack-quantized";

  /**
   * Reads a group; a way to quantise that has no support is refused by name.
   *
   * @param usual the format of groups that name none
   */
  static CompressedGroup of(ModelConfig config, String usual) {
    ModelConfig weights = config.object("weights").orElseThrow();
    String format = config.text("format").orElse(usual);
    int bits = weights.positive("num_bits");
    String how = "%s, %s of %d bits".formatted(format, weights.text("type").orElse("int"), bits);
    boolean read =
        switch (how) {
          case "float-quantized, float of 8 bits", "naive-quantized, float of 8 bits" -> true;
          case "int-quantized, int of 8 bits", "naive-quantized, int of 8 bits" -> true;
          case "pack-quantized, int of 4 bits", "pack-quantized, int of 8 bits" -> true;
          default -> false;
        };
    if (!read) {
      throw new InputException(
          "Cannot read weights of compressed-tensors as %s: supported are float-quantized floats and int-quantized ints of 8 bits, and pack-quantized ints of 4 or 8 bits (%s)"
              .formatted(how, config.origin()));
    }
    CompressedGroup group =
        new CompressedGroup(NamedModules.of(config, "targets"), weights, format, grain(weights));
    group.requireSymmetry();
    return group;
  }

  private static Grain grain(ModelConfig weights) {
    Optional<Integer> size = weights.integer("group_size").filter(number -> number > 0);
    String strategy = weights.text("strategy").orElse(size.isPresent() ? "group" : "tensor");
    return switch (strategy) {
      case "tensor" -> Grain.TENSOR;
      case "channel" -> Grain.CHANNEL;
      case "group" -> new Grain(1, weights.positive("group_size"));
      case "block" -> blocks(weights);
      default ->
          throw new InputException(
              "Cannot use strategy = %s: supported are tensor, channel, group, block (%s)"
                  .formatted(strategy, weights.origin()));
    };
  }

  private static Grain blocks(ModelConfig weights) {
    JsonNode size = weights.json().path("block_structure");
    if (size.size() != 2 || size.get(0).asInt() < 1 || size.get(1).asInt() < 1) {
      throw new InputException(
          "Cannot use block_structure = %s: two whole numbers above 0 are needed (%s)"
              .formatted(size, weights.origin()));
    }
    return new Grain(size.get(0).asInt(), size.get(1).asInt());
  }

  /** Zeros are read beside packed words only, and packed words in groups of a row only. */
  private void requireSymmetry() {
    boolean packed = format.equals(PACKED);
    if (!packed && !isSymmetric()) {
      throw new InputException(
          "Cannot use symmetric = false: %s weights are read only without zeros (%s)"
              .formatted(format, weights.origin()));
    }
    if (packed && grain.rows() != 1) {
      throw new InputException(
          "Cannot use strategy = %s: supported for %s are group, channel (%s)"
              .formatted(weights.text("strategy").orElse("tensor"), format, weights.origin()));
    }
  }

  private boolean isSymmetric() {
    return weights.node("symmetric").isEmpty() || weights.flag("symmetric");
  }

  /** Whether it is for every matrix that no other group names. */
  boolean isOfAll() {
    return targets.names().contains("Linear");
  }

  /** How a quantised weight of the group is kept. */
  Packing packing(Wanted wanted) {
    if (format.equals(PACKED)) {
      long size = grain.columns() == 0 ? -1 : grain.columns();
      Groups groups = Groups.of(wanted, weights.positive("num_bits"), size);
      if (weights.json().path("actorder").asText().equals("group")) {
        wanted.part("weight_g_idx");
      }
      return RowWords.of(wanted, groups, isSymmetric());
    }
    TensorType type =
        weights.text("type").filter("float"::equals).isPresent()
            ? TensorType.F8_E4M3
            : TensorType.I8;
    return new Scaled(
        wanted.part("weight"), type, wanted.part("weight_scale"), wanted.shape(), grain);
  }
}
