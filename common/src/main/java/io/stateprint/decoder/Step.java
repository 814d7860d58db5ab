package io.stateprint.decoder;

import io.stateprint.checkpoint.Tensor;
import java.util.ArrayList;
import java.util.List;

/**
 * A part of a layer whose weights are read and used together.
 *
 * @param layer the block, 0-based
 * @param texts the program's methods that compute it, in order
 * @param first the first expert of its group; 0 where it holds none
 * @param weights in the order of the methods' lists, one method's after another's
 */
public record Step(int layer, List<StepText> texts, int first, List<StepWeight> weights) {
  /** What a product widens of a matrix at a time, bytes. */
  private static final long AT_USE_BYTES = 8L << 20;

  public Step {
    texts = List.copyOf(texts);
    weights = List.copyOf(weights);
  }

  /** This and the next one of its layer as one. */
  Step with(Step next) {
    List<StepText> both = new ArrayList<>(texts);
    both.addAll(next.texts);
    List<StepWeight> all = new ArrayList<>(weights);
    all.addAll(next.weights);
    return new Step(layer, both, first, all);
  }

  /** Whether it is a group of experts. */
  public boolean ofExperts() {
    return texts.get(0).ofExperts();
  }

  /** All that is read for it: the tensors of every weight. */
  public List<Tensor> tensors() {
    return weights.stream().flatMap(weight -> weight.packing().tensors().stream()).toList();
  }

  /** Bytes to read for it. */
  public long bytes() {
    return tensors().stream().mapToLong(Tensor::bytes).sum();
  }

  /** Bytes that it takes beside those that were read, while it computes, at most. */
  public long widenedBytes(ComputeType compute) {
    long atUse = 0;
    long before = 0;
    for (StepWeight weight : weights) {
      long bytes = weight.packing().elements() * compute.bytes();
      if (weight.isWidenedAtUse()) {
        boolean same = Decoder.code(weight.packing().tensor().type()) == compute.code();
        atUse = Math.max(atUse, same ? 0 : Math.min(bytes, AT_USE_BYTES));
      } else {
        before += bytes;
      }
    }
    return before + atUse;
  }

  /** Numbers that it holds, once widened. */
  public long elements() {
    return weights.stream().mapToLong(weight -> weight.packing().elements()).sum();
  }
}
