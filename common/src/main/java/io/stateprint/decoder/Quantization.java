package io.stateprint.decoder;

import io.stateprint.checkpoint.Checkpoint;
import io.stateprint.checkpoint.ModelConfig;
import io.stateprint.storage.InputException;
import java.util.List;
import java.util.Optional;

/** What a checkpoint's {@code quantization_config} says of how its weights are kept. */
sealed interface Quantization permits Unquantised, Fp8, Mxfp4Format {
  /** That of a configuration; a method that has no support is refused by name. */
  static Quantization of(ModelConfig config) {
    Optional<ModelConfig> given = config.object("quantization_config");
    if (given.isEmpty()) {
      return new Unquantised(config);
    }
    ModelConfig own = given.orElseThrow();
    String method = own.text("quant_method").orElse("an unnamed method");
    return switch (method) {
      case "fp8" -> Fp8.of(own);
      case "mxfp4" -> new Mxfp4Format();
      default ->
          throw new InputException(
              "Cannot read weights quantised by %s: supported are plain F32, F16 and BF16"
                      .formatted(method)
                  + " safetensors, fp8, mxfp4, and GGUF files (%s)".formatted(config.origin()));
    };
  }

  /**
   * How one weight is kept; its tensors are found, their types and shapes not yet checked.
   *
   * @param checkpoint that holds it
   * @param name of the weight, such as {@code model.layers.3.mlp.up_proj.weight}
   * @param shape of the weight
   */
  Packing packing(Checkpoint checkpoint, String name, List<Long> shape);

  /** Whether the checkpoint holds a weight, in whatever form. */
  default boolean isStored(Checkpoint checkpoint, String name) {
    return checkpoint.tensors().containsKey(name);
  }

  /** Whether only arithmetic that is quantised too needs a tensor. */
  default boolean ignores(String name) {
    return false;
  }
}
