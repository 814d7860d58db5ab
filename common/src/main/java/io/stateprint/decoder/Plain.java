package io.stateprint.decoder;

import io.stateprint.checkpoint.Tensor;
import java.util.List;

/**
 * A number for each element, of a type that torch has.
 *
 * @param values of the weight
 * @param shape of the weight
 */
public record Plain(Tensor values, List<Long> shape) implements Packing {
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
  public Packing experts(long first, long count) {
    Tensor part = values.slice(first, count);
    return new Plain(part, part.shape());
  }

  @Override
  public String format() {
    return values.type().name();
  }

  /** Its pieces are cast, no more; a view of memory holds 2 GiB at most. */
  @Override
  public long pieceBytes() {
    return 512L << 20;
  }
}
