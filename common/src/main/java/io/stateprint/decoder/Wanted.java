package io.stateprint.decoder;

import io.stateprint.checkpoint.Checkpoint;
import io.stateprint.checkpoint.Tensor;
import io.stateprint.storage.InputException;
import java.util.List;
import java.util.Optional;

/**
 * A weight that a program text names, looked for in a checkpoint under its own name or in parts.
 *
 * @param checkpoint that holds it
 * @param name such as {@code model.layers.3.mlp.up_proj.weight}
 * @param shape of the weight
 */
record Wanted(Checkpoint checkpoint, String name, List<Long> shape) {
  private static final String WEIGHT = ".weight";

  /** Whether it is a matrix of a layer; only those are quantised in parts. */
  boolean isMatrix() {
    return shape.size() == 2 && name.endsWith(WEIGHT);
  }

  /** The name without its last word. */
  String module() {
    return isMatrix() ? name.substring(0, name.length() - WEIGHT.length()) : name;
  }

  /** Whether the checkpoint has the tensor of its module that is called so. */
  boolean has(String part) {
    return checkpoint.tensors().containsKey(module() + "." + part);
  }

  /** The tensor of its module that is called so, or an error that names near misses. */
  Tensor part(String part) {
    return checkpoint.tensor(module() + "." + part);
  }

  /** The same where it may be missing. */
  Optional<Tensor> optional(String part) {
    return has(part) ? Optional.of(part(part)) : Optional.empty();
  }

  /** Whether a matrix is there in parts only, {@code packed} one of them; both is an error. */
  boolean isPacked(String packed) {
    if (isMatrix() && has(packed) && has("weight")) {
      throw new InputException(
          "Cannot use tensor %s: %s.%s is there too, so the weight would be stored twice (%s)"
              .formatted(name, module(), packed, checkpoint.location()));
    }
    return isMatrix() && has(packed);
  }

  /** The weight as one tensor of its own name. */
  Packing whole() {
    Tensor tensor = checkpoint.tensor(name);
    return tensor.type().blockElements() > 1 ? new Blocks(tensor, shape) : new Plain(tensor, shape);
  }
}
