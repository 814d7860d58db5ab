package io.stateprint.decoder;

import io.stateprint.checkpoint.Checkpoint;
import io.stateprint.checkpoint.ModelConfig;
import io.stateprint.checkpoint.Tensor;
import io.stateprint.checkpoint.TensorType;
import io.stateprint.storage.InputException;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Holds a checkpoint's headers against its configuration and its program text: every weight is
 * there with its shape and a type that is computed with, and no tensor is left that no program
 * knows.
 */
final class HeaderCheck {
  private static final Set<TensorType> READABLE =
      EnumSet.of(
          TensorType.F64,
          TensorType.F32,
          TensorType.F16,
          TensorType.BF16,
          TensorType.F8_E4M3,
          TensorType.Q4_0,
          TensorType.Q4_1,
          TensorType.Q5_0,
          TensorType.Q5_1,
          TensorType.Q8_0,
          TensorType.Q2_K,
          TensorType.Q3_K,
          TensorType.Q4_K,
          TensorType.Q5_K,
          TensorType.Q6_K,
          TensorType.IQ4_NL,
          TensorType.IQ4_XS,
          TensorType.MXFP4);
  private static final Pattern IN_LAYER = Pattern.compile("^.*?layers\\.(\\d+)\\.(.*)");

  private final Checkpoint checkpoint;
  private final DecoderSpec spec;
  private final ProgramText text;
  private final Numbers numbers;
  private final LayerTensors tensors;
  private final Set<String> known = new HashSet<>();

  HeaderCheck(Checkpoint checkpoint, Numbers numbers, LayerTensors tensors) {
    this.checkpoint = checkpoint;
    this.spec = tensors.spec();
    this.text = tensors.text();
    this.numbers = numbers;
    this.tensors = tensors;
  }

  void run() {
    requireActivation();
    for (int layer = 0; layer < spec.layers(); layer++) {
      for (ProgramText.Weight weight : text.weights().values()) {
        if (weight.isIn(spec.kind(layer))
            && (!weight.optional() || tensors.isPresent(weight.name()))) {
          requireWeight(layer, weight);
        }
      }
    }
    requireTensor(tensors.embedding(), List.of((long) spec.vocabulary(), (long) spec.width()));
    refuseMissingBiases();
    refuseMissingWidening();
    refuseUnknown();
  }

  private void requireActivation() {
    ModelConfig config = spec.config();
    String computed = text.activation().orElse("silu");
    String key = config.text("hidden_activation").isPresent() ? "hidden_activation" : "hidden_act";
    String wanted = config.text(key).orElse(computed);
    if (!wanted.equals(computed)) {
      throw new InputException(
          "Cannot use %s = %s: %s is computed with %s (%s)"
              .formatted(key, wanted, config.modelType(), computed, config.origin()));
    }
  }

  private void requireWeight(int layer, ProgramText.Weight weight) {
    List<Long> shape = weight.shape().stream().map(numbers::size).toList();
    long experts = weight.isOfExperts() ? numbers.size("E") : 1;
    for (int expert = 0; expert < experts; expert++) {
      StepWeight found = tensors.weight(layer, weight.name(), expert);
      requireTensor(found.tensor(), shape);
      known.add(found.tensor().name());
      found
          .scale()
          .ifPresent(
              scale -> {
                requireScale(found.tensor(), scale);
                known.add(scale.tensor().name());
              });
    }
  }

  private void requireTensor(Tensor tensor, List<Long> shape) {
    if (!tensor.shape().equals(shape)) {
      throw new InputException(
          "Cannot use tensor %s: its shape is %s, the configuration asks for %s (%s)"
              .formatted(tensor.name(), tensor.shape(), shape, place(tensor)));
    }
    if (!READABLE.contains(tensor.type())) {
      throw new InputException(
          "Cannot use tensor %s: no program computes with %s weights; supported are %s (%s)"
              .formatted(tensor.name(), tensor.type(), READABLE, place(tensor)));
    }
  }

  private void requireScale(Tensor weight, StepWeight.Scale scale) {
    Tensor factors = scale.tensor();
    List<Long> shape =
        weight.shape().size() == 2
            ? List.of(
                -Math.floorDiv(-weight.shape().get(0), (long) scale.rows()),
                -Math.floorDiv(-weight.shape().get(1), (long) scale.columns()))
            : List.of();
    if (!factors.shape().equals(shape) || factors.type() != TensorType.F32) {
      throw new InputException(
          "Cannot use tensor %s: it has shape %s and type %s; %s of shape %s in blocks of %d x %d needs %s and F32 (%s)"
              .formatted(
                  factors.name(),
                  factors.shape(),
                  factors.type(),
                  weight.name(),
                  weight.shape(),
                  scale.rows(),
                  scale.columns(),
                  shape,
                  place(factors)));
    }
  }

  private void refuseMissingBiases() {
    List<String> attention =
        List.of("self_attn.q_proj", "self_attn.k_proj", "self_attn.v_proj", "self_attn.o_proj");
    requireBiases(spec.config().flag("attention_bias") ? attention : spec.family().biased());
    if (spec.config().flag("mlp_bias")) {
      requireBiases(List.of("mlp.gate_proj", "mlp.up_proj", "mlp.down_proj"));
    }
  }

  private void requireBiases(List<String> projections) {
    projections.stream()
        .map(projection -> projection + ".bias")
        .filter(text.weights()::containsKey)
        .forEach(bias -> tensors.weight(0, bias, 0));
  }

  /** Latents of k and v are widened by one matrix, or by two where a file has them apart. */
  private void refuseMissingWidening() {
    String both = "self_attn.kv_b_proj.weight";
    List<String> apart = List.of("self_attn.k_b_proj.weight", "self_attn.v_b_proj.weight");
    if (text.weights().containsKey(both) && !apart.stream().allMatch(tensors::isPresent)) {
      tensors.weight(0, both, 0);
    }
  }

  private void refuseUnknown() {
    known.addAll(
        List.of(
            tensors.prefix() + "embed_tokens.weight",
            tensors.prefix() + "norm.weight",
            "lm_head.weight",
            Decoder.LONG_ROPE));
    for (Tensor tensor : checkpoint.tensors().values()) {
      if (!known.contains(tensor.name()) && !isIgnored(tensor.name())) {
        throw new InputException(
            "Cannot run %s: no program knows its tensor %s, so the result would lack it (%s)"
                .formatted(spec.config().modelType(), tensor.name(), place(tensor)));
      }
    }
  }

  private boolean isIgnored(String name) {
    Matcher inLayer = IN_LAYER.matcher(name);
    if (!inLayer.matches()) {
      return false;
    }
    int layer = Integer.parseInt(inLayer.group(1));
    boolean further =
        layer >= spec.layers()
            && layer < spec.layers() + spec.family().furtherLayers(spec.config());
    return further || text.ignored().contains(inLayer.group(2));
  }

  private String place(Tensor tensor) {
    String location = checkpoint.location();
    return location.endsWith(tensor.file()) ? location : location + "/" + tensor.file();
  }
}
