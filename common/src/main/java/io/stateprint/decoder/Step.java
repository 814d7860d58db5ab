package io.stateprint.decoder;

import io.stateprint.checkpoint.Tensor;
import java.util.List;

/**
 * A part of a layer whose weights are read and used together.
 *
 * @param layer the block, 0-based
 * @param method the program's method that computes it
 * @param parameters names of the method's parameters, in order
 * @param tensors its weights, in the order of the method's list
 */
public record Step(int layer, String method, List<String> parameters, List<Tensor> tensors) {
  public Step {
    parameters = List.copyOf(parameters);
    tensors = List.copyOf(tensors);
  }

  /** Bytes to read for it. */
  public long bytes() {
    return tensors.stream().mapToLong(Tensor::bytes).sum();
  }

  /** Numbers that it holds, once widened. */
  public long elements() {
    return tensors.stream().mapToLong(Tensor::elements).sum();
  }
}
