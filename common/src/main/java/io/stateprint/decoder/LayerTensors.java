package io.stateprint.decoder;

import io.stateprint.checkpoint.Checkpoint;
import io.stateprint.checkpoint.Tensor;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

/** Finds the tensors that a program text names in a checkpoint's layers. */
final class LayerTensors {
  private final Checkpoint checkpoint;
  private final DecoderSpec spec;
  private final ProgramText text;
  private final Numbers numbers;
  private final Quantization quantization;
  private final String prefix;

  LayerTensors(Checkpoint checkpoint, DecoderSpec spec, ProgramText text, Numbers numbers) {
    this.checkpoint = checkpoint;
    this.spec = spec;
    this.text = text;
    this.numbers = numbers;
    this.quantization = Quantization.of(checkpoint.config());
    this.prefix = checkpoint.tensors().containsKey("embed_tokens.weight") ? "" : "model.";
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

  /** What tensors outside of layers begin with. */
  String prefix() {
    return prefix;
  }

  Tensor embedding() {
    return checkpoint.tensor(prefix + "embed_tokens.weight");
  }

  /** How many experts a layer has; each is named by its number. */
  int experts(int layer) {
    ProgramText.Weight one =
        text.weights().values().stream()
            .filter(ProgramText.Weight::isOfExperts)
            .findFirst()
            .orElseThrow();
    int count = 0;
    while (quantization.isStored(checkpoint, name(layer, one.name(), count))) {
      count++;
    }
    return count;
  }

  /** Whether the first layer that may have a weight has it. */
  boolean isPresent(String name) {
    ProgramText.Weight weight = Objects.requireNonNull(text.weights().get(name));
    return IntStream.range(0, spec.layers())
        .filter(layer -> weight.isIn(spec.kind(layer)))
        .limit(1)
        .anyMatch(layer -> quantization.isStored(checkpoint, name(layer, name, 0)));
  }

  /** The weights of a step, those of experts for one expert. */
  List<StepWeight> weights(int layer, StepText step, int expert) {
    return step.weights().stream().map(name -> weight(layer, name, expert)).toList();
  }

  StepWeight weight(int layer, String name, int expert) {
    ProgramText.Weight weight = Objects.requireNonNull(text.weights().get(name));
    List<Long> shape = weight.shape().stream().map(numbers::size).toList();
    Wanted wanted = new Wanted(checkpoint, name(layer, name, expert), shape);
    return new StepWeight(quantization.packing(wanted), weight.wide());
  }

  private String name(int layer, String weight, int expert) {
    return prefix + "layers." + layer + "." + weight.replace("*", Integer.toString(expert));
  }
}
