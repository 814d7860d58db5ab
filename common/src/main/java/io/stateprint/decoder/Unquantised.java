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
        throw unsaid(wanted.part(part).name());
      }
    }
    String stacked = wanted.name() + "_scales";
    if (wanted.checkpoint().tensors().containsKey(stacked)) {
      throw unsaid(stacked);
    }
    return wanted.whole();
  }

  private InputException unsaid(String tensor) {
    return new InputException(
        "Cannot use tensor %s: the configuration has no quantization_config (%s)"
            .formatted(tensor, config.origin()));
  }
}
