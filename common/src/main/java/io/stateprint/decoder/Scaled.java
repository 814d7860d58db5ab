package io.stateprint.decoder;

import io.stateprint.checkpoint.Tensor;
import io.stateprint.checkpoint.TensorType;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Narrow numbers with a factor for each block of a matrix; blocks at the right and lower edge may
 * be cut.
 *
 * <p>The weight is the product of value and factor in float32: where the reference multiplies in
 * the type of the factors, it rounds and this does not.
 *
 * @param values (m, n)
 * @param type that the configuration gives them
 * @param factors one a block, of a floating-point type
 * @param shape (m, n)
 * @param grain what a factor is for
 */
public record Scaled(Tensor values, TensorType type, Tensor factors, List<Long> shape, Grain grain)
    implements Packing {
  /** Types that factors may have. */
  static final Set<TensorType> FACTORS =
      EnumSet.of(TensorType.F32, TensorType.F16, TensorType.BF16);

  @Override
  public List<Form> forms() {
    String because = "%s of shape %s %s".formatted(values.name(), shape, grain.words());
    return List.of(
        new Form(values, shape, Set.of(type)),
        new Form(factors, grain.factors(shape), FACTORS, because));
  }

  @Override
  public String method() {
    return "fill_scaled";
  }

  @Override
  public List<Long> numbers() {
    return List.of(
        (long) Decoder.code(type),
        (long) Decoder.code(factors.type()),
        grain.high(shape),
        grain.wide(shape),
        grain.rows(shape),
        grain.columns(shape));
  }

  @Override
  public String format() {
    return type.name() + " " + grain.words();
  }
}
