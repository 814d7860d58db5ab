package io.stateprint.decoder;

import io.stateprint.checkpoint.Tensor;
import io.stateprint.checkpoint.TensorType;
import java.util.List;
import java.util.Set;

/**
 * AWQ in the order of its {@code gemm} kernel: whole numbers of 4 bits packed along the outputs, in
 * words that stand input by output, with a scale and a zero for each group of inputs. Outputs 0, 2,
 * 4, 6, 1, 3, 5, 7 of eight stand in a word from its lowest bits on.
 *
 * <p>The weight is (number - zero) x scale in float32, which holds that product exactly where
 * scales have 16 bits; the reference computes in the type of the scales, so it rounds and this does
 * not.
 *
 * @param words {@code qweight}, (n, m / 8)
 * @param zeros of its groups, (groups, m / 8)
 * @param scales (groups, m)
 * @param groups bits and sizes
 */
public record Awq(Tensor words, Tensor zeros, Tensor scales, Groups groups) implements Packing {
  static Awq of(Wanted wanted, Groups groups) {
    return new Awq(wanted.part("qweight"), wanted.part("qzeros"), wanted.part("scales"), groups);
  }

  @Override
  public List<Long> shape() {
    return groups.shape();
  }

  @Override
  public List<Form> forms() {
    String because =
        "4 bits in groups of %d for %d inputs and %d outputs"
            .formatted(groups.size(), groups.inputs(), groups.outputs());
    Set<TensorType> whole = Set.of(TensorType.I32);
    long row = groups.words(groups.outputs());
    return List.of(
        new Form(words, List.of(List.of(groups.inputs(), row)), whole, because),
        new Form(zeros, List.of(List.of(groups.count(), row)), whole, because),
        new Form(
            scales, List.of(List.of(groups.count(), groups.outputs())), Scaled.FACTORS, because));
  }

  @Override
  public String method() {
    return "fill_awq";
  }

  @Override
  public List<Long> numbers() {
    return List.of((long) Decoder.code(scales.type()), groups.count(), groups.size());
  }

  @Override
  public String format() {
    return "AWQ 4 bit";
  }

  /** A word becomes 8 numbers, each in four temporaries of float32. */
  @Override
  public long pieceBytes() {
    return 4L << 20;
  }
}
