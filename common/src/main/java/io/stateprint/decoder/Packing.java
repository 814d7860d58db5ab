package io.stateprint.decoder;

import io.stateprint.checkpoint.Tensor;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * How a checkpoint keeps one weight: the tensors that hold it, and the method of the shared program
 * text that makes numbers of them on the device.
 *
 * <p>Every such method is called once for each piece of the first tensor's rows and has the same
 * parameters: {@code out} (the weight, of the compute type), {@code raw} (the piece's bytes),
 * {@code beside} (the bytes of the other tensors), {@code numbers}, {@code shape} (the piece's, as
 * stored) and {@code first} (its first row). It computes in float32 and casts to the compute type
 * last.
 */
public sealed interface Packing permits Plain, Blocks, Scaled, Gptq, Awq, RowWords, Mxfp4 {
  /** The shape of the weight, whatever the shapes of its tensors. */
  List<Long> shape();

  /** What its tensors must be; the first is read in pieces of rows, the others whole. */
  List<Form> forms();

  /** The method that makes numbers of it. */
  String method();

  /** What the method needs to know beside the bytes. */
  List<Long> numbers();

  /** The name of the format, for people, such as {@code BF16} or {@code GPTQ 4 bit}. */
  String format();

  /** Bytes of a piece, at most: so much that the method's temporaries stay small. */
  default long pieceBytes() {
    return 16L << 20;
  }

  /** The part of some experts, where the weight holds all, one after another. */
  default Packing experts(long first, long count) {
    throw new IllegalStateException("No program reads ranges of weights kept as " + format());
  }

  /** Refuses values of one of its tensors, all just read, that stand for nothing. */
  default void requireUsable(Tensor read, ByteBuffer values) {}

  /** The tensor that is read in pieces of rows. */
  default Tensor tensor() {
    return forms().get(0).tensor();
  }

  /** The tensors that are read whole beside it. */
  default List<Tensor> beside() {
    return tensors().subList(1, forms().size());
  }

  /** All that is read for the weight. */
  default List<Tensor> tensors() {
    return forms().stream().map(Form::tensor).toList();
  }

  /** Numbers of the weight. */
  default long elements() {
    return shape().stream().reduce(1L, Math::multiplyExact);
  }
}
