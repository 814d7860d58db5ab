package io.stateprint.decoder;

import io.stateprint.checkpoint.Checkpoint;
import io.stateprint.checkpoint.ModelConfig;
import io.stateprint.checkpoint.Tensor;
import io.stateprint.storage.InputException;
import java.util.List;

/**
 * Every weight is one tensor.
 *
 * @param config of the model
 */
record Unquantised(ModelConfig config) implements Quantization {
  @Override
  public Packing packing(Checkpoint checkpoint, String name, List<Long> shape) {
    for (String part : List.of(name + "_scale_inv", name + "_scale", name + "_scales")) {
      if (checkpoint.tensors().containsKey(part)) {
        throw new InputException(
            "Cannot use tensor %s: the configuration has no quantization_config (%s)"
                .formatted(part, config.origin()));
      }
    }
    return whole(checkpoint.tensor(name), shape);
  }

  /** A weight that is one tensor, whatever is said of others. */
  static Packing whole(Tensor tensor, List<Long> shape) {
    return tensor.type().blockElements() > 1 ? new Blocks(tensor, shape) : new Plain(tensor, shape);
  }
}
