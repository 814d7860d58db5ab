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
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Holds a checkpoint's headers against its configuration and its program text: every weight is
 * there with its shape and a type that is computed with, and no tensor is left that no program
 * knows.
 */
final class HeaderCheck {
  /** Types that a weight may have which is kept in one tensor. */
  static final Set<TensorType> READABLE =
      EnumSet.of(
          TensorType.F64,
          TensorType.F32,
          TensorType.F16,
          TensorType.BF16,
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

  private final Checkpoint checkpoint;
  private final DecoderSpec spec;
  private final ProgramText text;
  private final Numbers numbers;
  private final LayerTensors tensors;
  private final Set<String> known = new HashSet<>();
  private boolean quantised;

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
    requireRows(tensors.embedding(), spec.vocabulary());
    tensors.positions().ifPresent(table -> requireRows(table, spec.context()));
    requireExpertsToChoose();
    requireBiases();
    refuseMissingWidening();
    refuseUnknown();
    refusePlainWeights();
  }

  /** A configuration that outlived its weights is no ground to say how they are stored. */
  private void refusePlainWeights() {
    if (!quantised && !(tensors.quantization() instanceof Unquantised)) {
      throw new InputException(
          "Cannot use the quantization_config: every weight is stored plainly; if that is so, take it out of %s"
              .formatted(spec.config().origin()));
    }
  }

  private void requireActivation() {
    ModelConfig config = spec.config();
    String computed = text.activation().orElse("silu");
    String key =
        Stream.of("hidden_activation", "activation_function")
            .filter(other -> config.text(other).isPresent())
            .findFirst()
            .orElse("hidden_act");
    String wanted = config.text(key).orElse(computed);
    if (!wanted.equals(computed)) {
      throw new InputException(
          "Cannot use %s = %s: %s is computed with %s (%s)"
              .formatted(key, wanted, config.modelType(), computed, config.origin()));
    }
  }

  private void requireWeight(int layer, ProgramText.Weight weight) {
    long experts = weight.isOfOneExpert() ? numbers.size("E") : 1;
    for (int expert = 0; expert < experts; expert++) {
      Packing packing = tensors.weight(layer, weight.name(), expert).packing();
      quantised |= !(packing instanceof Plain);
      for (Form form : packing.forms()) {
        require(form);
        known.add(form.tensor().name());
      }
    }
  }

  private void requireRows(Tensor table, int rows) {
    require(new Form(table, List.of((long) rows, (long) spec.width()), READABLE));
    known.add(table.name());
  }

  private void require(Form form) {
    Tensor tensor = form.tensor();
    if (!form.shapes().contains(tensor.shape())) {
      throw new InputException(
          "Cannot use tensor %s: its shape is %s, %s asks for %s (%s)"
              .formatted(
                  tensor.name(), tensor.shape(), form.because(), shapes(form), place(tensor)));
    }
    if (!form.types().contains(tensor.type())) {
      throw new InputException(
          "Cannot use tensor %s: no program computes with %s weights; supported are %s (%s)"
              .formatted(tensor.name(), tensor.type(), form.types(), place(tensor)));
    }
  }

  private static String shapes(Form form) {
    return form.shapes().stream().map(List::toString).collect(Collectors.joining(" or "));
  }

  private void requireBiases() {
    List<String> attention = spec.family().biased(spec.config());
    holdAgainst("attention_bias", Family.ATTENTION, attention::contains);
    boolean mlp = spec.config().flag("mlp_bias");
    holdAgainst("mlp_bias", List.of("mlp.gate_proj", "mlp.up_proj", "mlp.down_proj"), part -> mlp);
  }

  /** The reference leaves a bias out that the configuration denies. */
  private void holdAgainst(String key, List<String> projections, Predicate<String> biased) {
    boolean denied = spec.config().node(key).isPresent() && !spec.config().flag(key);
    for (String projection : projections) {
      String bias = projection + ".bias";
      boolean listed = text.weights().containsKey(bias);
      if (listed && biased.test(projection)) {
        tensors.weight(0, bias, 0);
      } else if (listed && denied && tensors.isPresent(bias)) {
        throw new InputException(
            "Cannot use %s = false: the checkpoint holds tensor %s (%s)"
                .formatted(
                    key,
                    tensors.weight(0, bias, 0).packing().tensor().name(),
                    spec.config().origin()));
      }
    }
  }

  private void requireExpertsToChoose() {
    String key = "num_experts_per_tok";
    long experts = numbers.sizes().getOrDefault("E", Long.MAX_VALUE);
    long chosen = Long.parseLong(numbers.places().getOrDefault(key, "1"));
    if (chosen < 1 || chosen > experts) {
      throw new InputException(
          "Cannot use %s = %d: a number from 1 to the %d experts is needed (%s)"
              .formatted(key, chosen, experts, spec.config().origin()));
    }
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
    known.addAll(tensors.unused());
    known.add(Decoder.LONG_ROPE);
    for (Tensor tensor : checkpoint.tensors().values()) {
      if (!known.contains(tensor.name()) && !isIgnored(tensor.name())) {
        throw new InputException(
            "Cannot run %s: no program knows its tensor %s, so the result would lack it (%s)"
                .formatted(spec.config().modelType(), tensor.name(), place(tensor)));
      }
    }
  }

  private boolean isIgnored(String name) {
    if (name.startsWith("lm_head.") || tensors.quantization().ignores(name)) {
      return true;
    }
    Matcher inLayer = spec.family().names().inLayer().matcher(name);
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
