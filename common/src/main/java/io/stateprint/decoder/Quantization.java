package io.stateprint.decoder;

import com.fasterxml.jackson.databind.JsonNode;
import io.stateprint.checkpoint.ModelConfig;
import io.stateprint.checkpoint.Tensor;
import io.stateprint.storage.InputException;
import java.util.Optional;

/**
 * How a checkpoint's {@code quantization_config} says that its weights are kept: plainly, or as
 * 8-bit floats with a factor for each block ({@code fp8}, as DeepSeek V3), or experts as {@link
 * Mxfp4}.
 *
 * @param config of the model
 * @param rows of a block; 0 where weights are plain
 * @param columns of a block
 */
record Quantization(ModelConfig config, int rows, int columns) {
  static Quantization of(ModelConfig config) {
    Optional<JsonNode> node = config.node("quantization_config");
    if (node.isEmpty()) {
      return new Quantization(config, 0, 0);
    }
    JsonNode given = node.orElseThrow();
    String method = given.path("quant_method").asText("an unnamed method");
    JsonNode block = given.path("weight_block_size");
    if (method.equals("mxfp4")) {
      return new Quantization(config, 1, Mxfp4.VALUES);
    }
    boolean sized = block.size() == 2 && block.get(0).asInt() > 0 && block.get(1).asInt() > 0;
    if (!method.equals("fp8") || !sized) {
      throw new InputException(
          "Cannot read weights quantised by %s: supported are plain F32, F16 and BF16"
                  .formatted(method)
              + " safetensors, fp8 with a weight_block_size, mxfp4, and GGUF files (%s)"
                  .formatted(config.origin()));
    }
    return new Quantization(config, block.get(0).asInt(), block.get(1).asInt());
  }

  /** The scale that a tensor of factors makes. */
  StepWeight.Scale scale(Tensor factors) {
    if (rows == 0) {
      throw new InputException(
          "Cannot use tensor %s: the configuration has no quantization_config (%s)"
              .formatted(factors.name(), config.origin()));
    }
    return new StepWeight.Scale(factors, rows, columns);
  }
}
