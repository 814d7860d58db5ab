package io.stateprint.decoder;

import io.stateprint.checkpoint.Tensor;
import io.stateprint.checkpoint.TensorType;
import io.stateprint.storage.InputException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * GPTQ: whole numbers packed along the inputs, in words that stand input by output, with a scale
 * and a zero for each group of inputs.
 *
 * <p>The weight is (number - zero) x scale in float32, which holds that product exactly where
 * scales have 16 bits; the reference computes in the type of the scales, so it rounds and this does
 * not.
 *
 * @param words {@code qweight}, (n x bits / 32, m)
 * @param zeros of its groups, (groups, m x bits / 32)
 * @param scales (groups, m)
 * @param order {@code g_idx}, (n): the group of each input; without it they follow one another
 * @param groups bits and sizes
 * @param lessOne whether the zeros are kept less one
 */
public record Gptq(
    Tensor words,
    Tensor zeros,
    Tensor scales,
    Optional<Tensor> order,
    Groups groups,
    boolean lessOne)
    implements Packing {
  static Gptq of(Wanted wanted, Groups groups, boolean lessOne) {
    return new Gptq(
        wanted.part("qweight"),
        wanted.part("qzeros"),
        wanted.part("scales"),
        wanted.optional("g_idx"),
        groups,
        lessOne);
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
    List<Long> packed = List.of(groups.words(groups.inputs()), groups.outputs());
    List<Long> lows = List.of(groups.count(), groups.words(groups.outputs()));
    List<Long> factors = List.of(groups.count(), groups.outputs());
    List<Form> forms = new ArrayList<>();
    forms.add(new Form(words, List.of(packed), whole, because));
    forms.add(new Form(zeros, List.of(lows), whole, because));
    forms.add(new Form(scales, List.of(factors), Scaled.FACTORS, because));
    order.ifPresent(
        own -> forms.add(new Form(own, List.of(List.of(groups.inputs())), whole, because)));
    return forms;
  }

  @Override
  public String method() {
    return "fill_gptq";
  }

  /** Words that lie in a file less one in each number have it added to the whole word, as there. */
  @Override
  public List<Long> numbers() {
    long ones = 0xffffffffL / ((1L << groups.bits()) - 1);
    return List.of(
        (long) groups.bits(),
        lessOne ? ones : 0,
        (long) Decoder.code(scales.type()),
        groups.count(),
        groups.size());
  }

  @Override
  public String format() {
    return "GPTQ %d bit".formatted(groups.bits());
  }

  /** A word becomes up to 16 numbers, each in four temporaries of float32. */
  @Override
  public long pieceBytes() {
    return 4L << 20;
  }

  @Override
  public void requireUsable(Tensor read, ByteBuffer values) {
    if (order.filter(read::equals).isPresent()) {
      requireGroups(read, values, groups.count());
    }
  }

  /** Refuses an input whose group there is not. */
  static void requireGroups(Tensor order, ByteBuffer values, long count) {
    for (int input = 0; values.remaining() >= Integer.BYTES; input++) {
      int group = values.getInt();
      if (group < 0 || group >= count) {
        throw new InputException(
            "Cannot use tensor %s: value %d is %d, groups go from 0 to %d (%s)"
                .formatted(order.name(), input, group, count - 1, order.file()));
      }
    }
  }
}
