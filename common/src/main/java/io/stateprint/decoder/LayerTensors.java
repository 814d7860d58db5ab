package io.stateprint.decoder;

import io.stateprint.checkpoint.Checkpoint;
import io.stateprint.checkpoint.Tensor;
import io.stateprint.checkpoint.TensorType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Finds the tensors that a program text names in a checkpoint's layers. */
final class LayerTensors {
  private static final String SCALE = "_scale_inv";

  private final Checkpoint checkpoint;
  private final DecoderSpec spec;
  private final ProgramText text;
  private final Quantization quantization;
  private final Names names;
  private final String prefix;

  LayerTensors(Checkpoint checkpoint, DecoderSpec spec, ProgramText text) {
    this.checkpoint = checkpoint;
    this.spec = spec;
    this.text = text;
    this.quantization = Quantization.of(checkpoint.config());
    this.names = spec.family().names();
    this.prefix = names.prefix(checkpoint.tensors());
  }

  DecoderSpec spec() {
    return spec;
  }

  ProgramText text() {
    return text;
  }

  Tensor embedding() {
    return checkpoint.tensor(prefix + names.embedding());
  }

  Optional<Tensor> positions() {
    return names.positions().map(name -> checkpoint.tensor(prefix + name));
  }

  /** Tensors above the layers, which no pass needs. */
  List<String> unused() {
    return Stream.concat(
            Stream.of("lm_head.weight"), names.unused().stream().map(name -> prefix + name))
        .toList();
  }

  /** How many experts a layer has: named each by its number, or all in one tensor. */
  int experts(int layer, StepText step) {
    String one = step.weights().get(0);
    if (text.weight(one).isStacked()) {
      return Math.toIntExact(weight(layer, one, 0).shape().get(0));
    }
    int count = 0;
    while (checkpoint.tensors().containsKey(name(layer, one, count))) {
      count++;
    }
    return count;
  }

  /** Whether the first layer that may have a weight has it. */
  boolean isPresent(String name) {
    ProgramText.Weight weight = text.weight(name);
    return IntStream.range(0, spec.layers())
        .filter(layer -> weight.isIn(spec.kind(layer)))
        .limit(1)
        .anyMatch(layer -> checkpoint.tensors().containsKey(name(layer, name, 0)));
  }

  /** The weights of a step, those of experts for so many of them. */
  List<StepWeight> weights(int layer, StepText step, int first, int count) {
    List<StepWeight> weights = new ArrayList<>();
    if (step.ofExperts() && text.weight(step.weights().get(0)).isStacked()) {
      step.weights().forEach(name -> weights.add(weight(layer, name, 0).slice(first, count)));
      return weights;
    }
    for (int expert = first; expert < first + count; expert++) {
      int at = expert;
      step.weights().forEach(name -> weights.add(weight(layer, name, at)));
    }
    return weights;
  }

  /** A weight, that of one expert or of all where they are in one tensor. */
  StepWeight weight(int layer, String name, int expert) {
    String whole = name(layer, name, expert);
    if (checkpoint.tensors().containsKey(whole + Mxfp4.BLOCKS)) {
      return new StepWeight(
          checkpoint.tensor(whole + Mxfp4.BLOCKS),
          false,
          Optional.of(quantization.scale(checkpoint.tensor(whole + Mxfp4.SCALES))));
    }
    Tensor tensor = checkpoint.tensor(whole);
    Optional<StepWeight.Scale> scale =
        tensor.type() == TensorType.F8_E4M3
            ? Optional.of(quantization.scale(checkpoint.tensor(tensor.name() + SCALE)))
            : Optional.empty();
    return new StepWeight(tensor, text.weight(name).isWide(), scale);
  }

  private String name(int layer, String weight, int expert) {
    return prefix
        + names.layers()
        + "."
        + layer
        + "."
        + weight.replace("*", Integer.toString(expert));
  }
}
