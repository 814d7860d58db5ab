package io.stateprint.decoder;

import io.stateprint.checkpoint.Tensor;
import java.util.List;

/**
 * ggml's blocks: some elements of a row together, with their own scales, in one tensor.
 *
 * @param values of the weight
 * @param shape of the weight
 */
public record Blocks(Tensor values, List<Long> shape) implements Packing {
  @Override
  public List<Form> forms() {
    return List.of(new Form(values, shape, HeaderCheck.READABLE));
  }

  @Override
  public String method() {
    return "fill";
  }

  @Override
  public List<Long> numbers() {
    return List.of((long) Decoder.code(values.type()));
  }

  @Override
  public String format() {
    return values.type().name();
  }
}
