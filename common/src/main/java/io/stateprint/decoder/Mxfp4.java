package io.stateprint.decoder;

import io.stateprint.checkpoint.Tensor;
import io.stateprint.checkpoint.TensorType;
import java.util.List;
import java.util.Set;

/**
 * Matrices of experts in 4-bit floats (E2M1), a power of two for each 32 of them: OCP Microscaling
 * Formats 1.0, as gpt-oss is published.
 *
 * @param blocks (E, m, n / 32, 16), two values a byte
 * @param scales (E, m, n / 32), exponents that count from -127
 * @param shape of the weight, (E, n, m)
 */
public record Mxfp4(Tensor blocks, Tensor scales, List<Long> shape) implements Packing {
  private static final long VALUES = 32;

  @Override
  public List<Form> forms() {
    boolean fits = shape.size() == 3 && shape.get(1) % VALUES == 0;
    List<Long> powers =
        fits ? List.of(shape.get(0), shape.get(2), shape.get(1) / VALUES) : List.of();
    List<Long> values =
        fits ? List.of(powers.get(0), powers.get(1), powers.get(2), VALUES / 2) : List.of();
    String because = "mxfp4 in groups of 32 for a weight of shape " + shape;
    Set<TensorType> bytes = Set.of(TensorType.U8);
    return List.of(
        new Form(blocks, List.of(values), bytes, because),
        new Form(scales, List.of(powers), bytes, because));
  }

  @Override
  public String method() {
    return "fill_mxfp4";
  }

  @Override
  public List<Long> numbers() {
    return scales.shape();
  }

  @Override
  public String format() {
    return "MXFP4";
  }

  @Override
  public Packing experts(long first, long count) {
    return new Mxfp4(
        blocks.slice(first, count),
        scales.slice(first, count),
        List.of(count, shape.get(1), shape.get(2)));
  }
}
