package io.stateprint.decoder;

import io.stateprint.checkpoint.Tensor;
import io.stateprint.checkpoint.TensorType;
import java.util.List;
import java.util.Set;

/**
 * What a tensor must be.
 *
 * @param tensor as the header has it
 * @param shapes any of these
 * @param types any of these
 * @param because what asks for the shape, for messages
 */
public record Form(Tensor tensor, List<List<Long>> shapes, Set<TensorType> types, String because) {
  public Form {
    shapes = List.copyOf(shapes);
  }

  Form(Tensor tensor, List<Long> shape, Set<TensorType> types) {
    this(tensor, List.of(shape), types, "the configuration");
  }
}
