package io.stateprint.decoder;

import io.stateprint.checkpoint.ModelConfig;
import io.stateprint.storage.InputException;
import java.util.List;

/**
 * Every weight is one tensor.
 *
 * @param config of the model
 */
record Unquantised(ModelConfig config) implements Quantization {
  private static final List<String> PARTS =
      List.of("weight_scale_inv", "weight_scale", "weight_packed", "qweight");

  @Override
  public Packing packing(Wanted wanted) {
    for (String part : PARTS) {
      if (wanted.isMatrix() && wanted.has(part)) {
        throw new InputException(
            "Cannot use tensor %s: the configuration has no quantization_config (%s)"
                .formatted(wanted.part(part).name(), config.origin()));
      }
    }
    return wanted.whole();
  }
}
