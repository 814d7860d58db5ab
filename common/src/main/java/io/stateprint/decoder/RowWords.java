package io.stateprint.decoder;

import io.stateprint.checkpoint.Tensor;
import io.stateprint.checkpoint.TensorType;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * {@code pack-quantized} of compressed-tensors: whole numbers packed along the inputs, output by
 * output, with a scale for each group of inputs, and a zero or the middle of the numbers' range.
 *
 * <p>The weight is (number - zero) x scale in float32, which holds that product exactly where
 * scales have 16 bits; the reference computes in the type of the scales, so it rounds and this does
 * not.
 *
 * @param words {@code weight_packed}, (m, n x bits / 32)
 * @param scales {@code weight_scale}, (m, groups)
 * @param zeros {@code weight_zero_point}, packed along the outputs, (m x bits / 32, groups)
 * @param order {@code weight_g_idx}, (n): the group of each input; without it they follow one
 *     another
 * @param groups bits and sizes
 */
public record RowWords(
    Tensor words, Tensor scales, Optional<Tensor> zeros, Optional<Tensor> order, Groups groups)
    implements Packing {
  static RowWords of(Wanted wanted, Groups groups, boolean symmetric) {
    return new RowWords(
        wanted.part("weight_packed"),
        wanted.part("weight_scale"),
        symmetric ? Optional.empty() : Optional.of(wanted.part("weight_zero_point")),
        wanted.optional("weight_g_idx"),
        groups);
  }

  @Override
  public List<Long> shape() {
    return groups.shape();
  }

  @Override
  public List<Form> forms() {
    String because =
        "%d bits in groups of %d for %d inputs and %d outputs"
            .formatted(groups.bits(), groups.size(), groups.inputs(), groups.outputs());
    Set<TensorType> whole = Set.of(TensorType.I32);
    List<Long> packed = List.of(groups.outputs(), groups.words(groups.inputs()));
    List<Long> factors = List.of(groups.outputs(), groups.count());
    List<Long> lows = List.of(groups.words(groups.outputs()), groups.count());
    List<Form> forms = new ArrayList<>();
    forms.add(new Form(words, List.of(packed), whole, because));
    forms.add(new Form(scales, List.of(factors), Scaled.FACTORS, because));
    zeros.ifPresent(own -> forms.add(new Form(own, List.of(lows), whole, because)));
    order.ifPresent(
        own -> forms.add(new Form(own, List.of(List.of(groups.inputs())), whole, because)));
    return forms;
  }

  @Override
  public String method() {
    return "fill_row_words";
  }

  @Override
  public List<Long> numbers() {
    return List.of(
        (long) groups.bits(),
        (long) Decoder.code(scales.type()),
        groups.outputs(),
        groups.inputs(),
        groups.count(),
        groups.size(),
        zeros.isPresent() ? 1L : 0L);
  }

  @Override
  public String format() {
    return "compressed-tensors %d bit".formatted(groups.bits());
  }

  /** A word becomes up to 8 numbers, each in four temporaries of float32. */
  @Override
  public long pieceBytes() {
    return 4L << 20;
  }

  @Override
  public void requireUsable(Tensor read, ByteBuffer values) {
    if (order.filter(read::equals).isPresent()) {
      Gptq.requireGroups(read, values, groups.count());
    }
  }
}
