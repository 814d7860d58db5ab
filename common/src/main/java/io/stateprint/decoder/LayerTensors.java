package io.stateprint.decoder;

import io.stateprint.checkpoint.Checkpoint;
import io.stateprint.checkpoint.Tensor;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Finds the tensors that a program text names in a checkpoint's layers. */
final class LayerTensors {
  private final Checkpoint checkpoint;
  private final DecoderSpec spec;
  private final ProgramText text;
  private final Numbers numbers;
  private final Quantization quantization;
  private final Names names;
  private final String prefix;

  LayerTensors(Checkpoint checkpoint, DecoderSpec spec, ProgramText text, Numbers numbers) {
    this.checkpoint = checkpoint;
    this.spec = spec;
    this.text = text;
    this.numbers = numbers;
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

  Quantization quantization() {
    return quantization;
  }

  Tensor embedding() {
    return checkpoint.tensor(prefix + names.embedding());
  }

  Optional<Tensor> positions() {
    return names.positions().map(name -> checkpoint.tensor(prefix + name));
  }

  /** Tensors above the layers, which no pass needs. */
  List<String> unused() {
    return names.unused().stream().map(name -> prefix + name).toList();
  }

  /** How many experts a layer has: named each by its number, or all in one tensor. */
  int experts(int layer, StepText step) {
    String one = step.weights().get(0);
    if (text.weight(one).isStacked()) {
      return Math.toIntExact(weight(layer, one, 0).packing().shape().get(0));
    }
    int count = 0;
    while (quantization.isStored(checkpoint, name(layer, one, count))) {
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
        .anyMatch(layer -> quantization.isStored(checkpoint, name(layer, name, 0)));
  }

  /** The weights of a step, those of experts for so many of them. */
  List<StepWeight> weights(int layer, StepText step, int first, int count) {
    if (step.ofExperts() && text.weight(step.weights().get(0)).isStacked()) {
      return step.weights().stream()
          .map(name -> weight(layer, name, 0).packing().experts(first, count))
          .map(part -> new StepWeight(part, false))
          .toList();
    }
    return IntStream.range(first, first + count)
        .boxed()
        .flatMap(expert -> step.weights().stream().map(name -> weight(layer, name, expert)))
        .toList();
  }

  /** A weight, that of one expert or of all where they are in one tensor. */
  StepWeight weight(int layer, String name, int expert) {
    ProgramText.Weight weight = text.weight(name);
    List<Long> shape = weight.shape().stream().map(numbers::size).toList();
    Wanted wanted = new Wanted(checkpoint, name(layer, name, expert), shape);
    return new StepWeight(quantization.packing(wanted), weight.isWide());
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
