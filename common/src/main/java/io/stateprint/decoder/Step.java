package io.stateprint.decoder;

import io.stateprint.checkpoint.Tensor;
import java.util.List;
import java.util.stream.Stream;

/**
 * A part of a layer whose weights are read and used together.
 *
 * @param layer the block, 0-based
 * @param text the program's method that computes it
 * @param first the first expert of its group; 0 where it holds none
 * @param weights in the order of the method's list
 */
public record Step(int layer, StepText text, int first, List<StepWeight> weights) {
  public Step {
    weights = List.copyOf(weights);
  }

  /** The program's method. */
  public String method() {
    return text.method();
  }

  /** All that is read for it: weights, and the scales of those that have some. */
  public List<Tensor> tensors() {
    return weights.stream()
        .flatMap(
            weight ->
                Stream.concat(
                    Stream.of(weight.tensor()),
                    weight.scale().map(StepWeight.Scale::tensor).stream()))
        .toList();
  }

  /** Bytes to read for it. */
  public long bytes() {
    return tensors().stream().mapToLong(Tensor::bytes).sum();
  }

  /** Numbers that it holds, once widened. */
  public long elements() {
    return weights.stream().mapToLong(StepWeight::elements).sum();
  }
}
