package io.stateprint.decoder;

import com.fasterxml.jackson.databind.JsonNode;
import io.stateprint.checkpoint.ModelConfig;
import io.stateprint.checkpoint.Tensor;
import io.stateprint.checkpoint.TensorType;
import io.stateprint.storage.InputException;
import java.util.Optional;

/**
 * {@code fp8}: 8-bit floats with a factor for each block, as DeepSeek V3, or for each matrix, as
 * vLLM writes them; {@code fbgemm_fp8}: with one for each row. Weights of other types are plain.
 *
 * @param grain what a factor is for
 * @param plain modules that are not quantised
 */
record Fp8(Grain grain, NamedModules plain) implements Quantization {
  static Fp8 of(ModelConfig config) {
    NamedModules plain = NamedModules.of(config, "modules_to_not_convert", "ignored_layers");
    if (config.text("quant_method").filter("fbgemm_fp8"::equals).isPresent()) {
      return new Fp8(Grain.CHANNEL, plain);
    }
    Optional<JsonNode> size = config.node("weight_block_size");
    return new Fp8(size.map(node -> blocks(node, config)).orElse(Grain.TENSOR), plain);
  }

  private static Grain blocks(JsonNode size, ModelConfig config) {
    if (size.size() != 2 || size.get(0).asInt() < 1 || size.get(1).asInt() < 1) {
      throw new InputException(
          "Cannot use weight_block_size = %s: two whole numbers above 0 are needed (%s)"
              .formatted(size, config.origin()));
    }
    return new Grain(size.get(0).asInt(), size.get(1).asInt());
  }

  @Override
  public Packing packing(Wanted wanted) {
    if (!wanted.isMatrix() || wanted.part("weight").type() != TensorType.F8_E4M3) {
      return wanted.whole();
    }
    plain.refuse(wanted, "weight");
    Tensor factors =
        wanted.optional("weight_scale").orElseGet(() -> wanted.part("weight_scale_inv"));
    return new Scaled(wanted.part("weight"), TensorType.F8_E4M3, factors, wanted.shape(), grain);
  }

  @Override
  public boolean ignores(String name) {
    return CompressedTensors.isOfActivations(name);
  }
}
