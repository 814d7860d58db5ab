package io.stateprint.decoder;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stateprint.checkpoint.ModelConfig;
import io.stateprint.checkpoint.TensorType;
import io.stateprint.storage.InputException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * {@code compressed-tensors}: groups of modules, each quantised in its own way. Weights of a plain
 * type are plain wherever they are; what is ignored must be plain.
 *
 * @param groups in the order of the configuration
 * @param ignored modules that are not quantised
 */
record CompressedTensors(List<CompressedGroup> groups, NamedModules ignored)
    implements Quantization {
  private static final Pattern OF_ACTIVATIONS =
      Pattern.compile(
          ".*[.](((in|out)put|act|activation|[kqv]|kv|prob)_scale|input_scale_ub|(in|out)put_zero_point)");

  static CompressedTensors of(ModelConfig config) {
    refuse("sparsity_config", config);
    refuse("transform_config", config);
    List<CompressedGroup> groups =
        config.node("config_groups").stream()
            .flatMap(node -> node.properties().stream())
            .filter(entry -> entry.getValue().path("weights").isObject())
            .map(entry -> group(entry, config))
            .toList();
    if (groups.isEmpty()) {
      throw new InputException(
          "Cannot use config_groups: no group of them quantises weights (%s)"
              .formatted(config.origin()));
    }
    return new CompressedTensors(groups, NamedModules.of(config, "ignore"));
  }

  private static CompressedGroup group(Map.Entry<String, JsonNode> entry, ModelConfig config) {
    String origin = "%s of %s".formatted(entry.getKey(), config.origin());
    return CompressedGroup.of(
        new ModelConfig((ObjectNode) entry.getValue(), origin), config.text("format").orElse(""));
  }

  /** Weights that are thinned out or turned too. */
  private static void refuse(String key, ModelConfig config) {
    Optional<ModelConfig> given = config.object(key).filter(node -> !node.json().isEmpty());
    if (given.isPresent()
        && !given.flatMap(node -> node.text("format")).equals(Optional.of("dense"))) {
      throw new InputException(
          "Cannot use %s: weights of compressed-tensors are read only without one (%s)"
              .formatted(key, config.origin()));
    }
  }

  /** Whether only arithmetic on quantised activations needs a tensor. */
  static boolean isOfActivations(String name) {
    return OF_ACTIVATIONS.matcher(name).matches();
  }

  @Override
  public Packing packing(Wanted wanted) {
    if (!wanted.isMatrix()) {
      return wanted.whole();
    }
    boolean packed = wanted.isPacked("weight_packed");
    TensorType type = wanted.part(packed ? "weight_packed" : "weight").type();
    if (!packed && type != TensorType.F8_E4M3 && type != TensorType.I8) {
      return wanted.whole();
    }
    ignored.refuse(wanted, packed ? "weight_packed" : "weight");
    CompressedGroup group =
        groups.stream()
            .filter(one -> one.targets().contain(wanted.module()))
            .findFirst()
            .or(() -> groups.stream().filter(CompressedGroup::isOfAll).findFirst())
            .orElseThrow(() -> untold(wanted));
    return group.packing(wanted);
  }

  private static InputException untold(Wanted wanted) {
    return new InputException(
        "Cannot use weight %s: it is quantised, no group of config_groups has it as target (%s)"
            .formatted(wanted.name(), wanted.checkpoint().location()));
  }

  /** The shape that is kept beside packed words is held in the configuration too. */
  @Override
  public boolean ignores(String name) {
    return isOfActivations(name) || name.endsWith(".weight_shape");
  }
}
