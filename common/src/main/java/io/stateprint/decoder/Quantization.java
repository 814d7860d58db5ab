package io.stateprint.decoder;

import io.stateprint.checkpoint.Checkpoint;
import io.stateprint.checkpoint.ModelConfig;
import io.stateprint.storage.InputException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What a checkpoint's {@code quantization_config} says of how its weights are kept. */
sealed interface Quantization
    permits Unquantised, Fp8, CompressedTensors, GptqFormat, AwqFormat, Mxfp4Format {
  /** That of a configuration; a method that has no support is refused by name. */
  static Quantization of(ModelConfig config) {
    Optional<ModelConfig> given =
        config.object("quantization_config").or(() -> config.object("compression_config"));
    if (given.isEmpty()) {
      return new Unquantised(config);
    }
    ModelConfig own = given.orElseThrow();
    String method = own.text("quant_method").orElse("an unnamed method");
    return switch (method) {
      case "fp8", "fbgemm_fp8" -> Fp8.of(own);
      case "compressed-tensors" -> CompressedTensors.of(own);
      case "gptq" -> GptqFormat.of(own);
      case "awq" -> AwqFormat.of(own);
      case "mxfp4" -> new Mxfp4Format();
      default ->
          throw new InputException(
              "Cannot read weights quantised by %s: supported are plain F32, F16 and BF16"
                      .formatted(method)
                  + " safetensors, fp8, fbgemm_fp8, compressed-tensors, gptq, awq, mxfp4, and GGUF files (%s)"
                      .formatted(config.origin()));
    };
  }

  /** How one weight is kept; its tensors are found, their types and shapes not yet checked. */
  Packing packing(Wanted wanted);

  /** Whether the checkpoint holds a weight, in whatever form. */
  default boolean isStored(Checkpoint checkpoint, String name) {
    Wanted wanted = new Wanted(checkpoint, name, List.of(0L, 0L));
    return checkpoint.tensors().containsKey(name)
        || (wanted.isMatrix() && Stream.of("qweight", "weight_packed").anyMatch(wanted::has));
  }

  /** Whether only arithmetic that is quantised too needs a tensor. */
  default boolean ignores(String name) {
    return false;
  }
}
