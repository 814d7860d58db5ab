package io.stateprint.decoder;

import io.stateprint.checkpoint.Checkpoint;
import io.stateprint.checkpoint.ModelConfig;
import io.stateprint.checkpoint.Tensor;
import io.stateprint.checkpoint.TensorType;
import io.stateprint.storage.InputException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A checkpoint seen as a decoder: its numbers, its embedding, and the steps of each layer, every
 * tensor found and of the right shape and type before any weight is read.
 */
public final class Decoder {
  private static final Set<TensorType> READABLE =
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
          TensorType.Q6_K);

  private static final String UNSCALED =
      "  def embed(self: __torch__.Program, h: Tensor) -> Tensor:\n    return h\n";

  private final Checkpoint checkpoint;
  private final DecoderSpec spec;
  private final ProgramText text;
  private final String prefix;

  private Decoder(Checkpoint checkpoint, DecoderSpec spec) {
    this.checkpoint = checkpoint;
    this.spec = spec;
    this.text = ProgramText.resource(spec.family().program());
    this.prefix = checkpoint.tensors().containsKey("embed_tokens.weight") ? "" : "model.";
  }

  /** Recognises the architecture and checks every tensor of every layer by its header. */
  public static Decoder of(Checkpoint checkpoint) {
    DecoderSpec plain = DecoderSpec.of(checkpoint.config());
    DecoderSpec spec = LongRope.applied(plain, checkpoint);
    Decoder decoder = new Decoder(checkpoint, spec);
    decoder.requireActivation();
    decoder.check();
    return decoder;
  }

  /** The model's numbers. */
  public DecoderSpec spec() {
    return spec;
  }

  /** The embedding, (V, D). */
  public Tensor embedding() {
    return checkpoint.tensor(prefix + "embed_tokens.weight");
  }

  /** The steps of one layer, in order of computation. */
  public List<Step> steps(int layer) {
    return text.steps(this::present).stream()
        .map(
            step ->
                new Step(
                    layer,
                    step.method(),
                    step.parameters(),
                    step.weights().stream().map(name -> weight(layer, name)).toList()))
        .toList();
  }

  /** The type that most weights of the first layer are stored in. */
  public TensorType storedType() {
    Map<TensorType, Long> elements = new LinkedHashMap<>();
    steps(0).stream()
        .flatMap(step -> step.tensors().stream())
        .forEach(tensor -> elements.merge(tensor.type(), tensor.elements(), Long::sum));
    return elements.entrySet().stream()
        .max(Map.Entry.comparingByValue())
        .map(Map.Entry::getKey)
        .orElse(TensorType.F32);
  }

  /** Loads the program of this model; the caller closes it. */
  public Program load() {
    String embed = text.has("embed") ? "" : UNSCALED;
    return Program.load(partsSource() + embed + text.source(numbers(), this::present));
  }

  /** A number that the configuration sets to null is 0, which the texts take for none. */
  private Map<String, String> numbers() {
    Map<String, String> all = new LinkedHashMap<>(spec.numbers());
    text.numbers()
        .forEach(
            (key, otherwise) ->
                all.put(
                    key,
                    Double.toString(
                        spec.config().json().has(key)
                            ? spec.config().number(key).orElse(0.0)
                            : otherwise)));
    return all;
  }

  /** Loads only the parts that every architecture uses; the caller closes it. */
  static Program parts() {
    return Program.load(partsSource());
  }

  private static String partsSource() {
    return ProgramText.resource("parts").source(Map.of(), name -> false)
        + ProgramText.resource("blocks").source(Map.of(), name -> false);
  }

  /** Torch's number of a stored type, or 100 + ggml's. */
  public static int code(TensorType type) {
    return switch (type) {
      case F64 -> 7;
      case F32 -> 6;
      case F16 -> 5;
      case BF16 -> 15;
      case Q4_0 -> 102;
      case Q4_1 -> 103;
      case Q5_0 -> 106;
      case Q5_1 -> 107;
      case Q8_0 -> 108;
      case Q2_K -> 110;
      case Q3_K -> 111;
      case Q4_K -> 112;
      case Q5_K -> 113;
      case Q6_K -> 114;
      default -> throw new IllegalArgumentException("Weights are never read as " + type);
    };
  }

  private boolean present(String name) {
    return checkpoint.tensors().containsKey(name(0, name));
  }

  private Tensor weight(int layer, String name) {
    return checkpoint.tensor(name(layer, name));
  }

  private String name(int layer, String weight) {
    return prefix + "layers." + layer + "." + weight;
  }

  private void requireActivation() {
    ModelConfig config = spec.config();
    String computed = text.activation().orElse("silu");
    for (String key : List.of("hidden_act", "hidden_activation")) {
      String wanted = config.text(key).orElse(computed);
      boolean overruled = key.equals("hidden_act") && config.text("hidden_activation").isPresent();
      if (!wanted.equals(computed) && !overruled) {
        throw new InputException(
            "Cannot use %s = %s: %s is computed with %s (%s)"
                .formatted(key, wanted, config.modelType(), computed, config.origin()));
      }
    }
  }

  private void check() {
    Set<String> read =
        java.util.stream.IntStream.range(0, spec.layers())
            .boxed()
            .flatMap(layer -> steps(layer).stream())
            .flatMap(step -> step.tensors().stream())
            .map(Tensor::name)
            .collect(Collectors.toSet());
    for (int layer = 0; layer < spec.layers(); layer++) {
      for (ProgramText.Weight weight : text.weights().values()) {
        if (!weight.optional() || present(weight.name())) {
          checkTensor(
              weight(layer, weight.name()), weight.shape().stream().map(spec::size).toList());
        }
      }
    }
    checkTensor(embedding(), List.of((long) spec.vocabulary(), (long) spec.width()));
    refuseMissingBiases();
    refuseUnknown(read);
  }

  private void refuseMissingBiases() {
    List<String> needed =
        spec.config().flag("attention_bias")
            ? List.of(
                "self_attn.q_proj", "self_attn.k_proj", "self_attn.v_proj", "self_attn.o_proj")
            : spec.family().biased();
    needed.stream()
        .map(projection -> projection + ".bias")
        .filter(text.weights()::containsKey)
        .forEach(bias -> weight(0, bias));
    if (spec.config().flag("mlp_bias") && text.weights().containsKey("mlp.gate_proj.bias")) {
      List.of("gate", "up", "down").forEach(name -> weight(0, "mlp." + name + "_proj.bias"));
    }
  }

  private void checkTensor(Tensor tensor, List<Long> shape) {
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

  private String place(Tensor tensor) {
    String location = checkpoint.location();
    return location.endsWith(tensor.file()) ? location : location + "/" + tensor.file();
  }

  private void refuseUnknown(Set<String> read) {
    Set<String> known =
        Set.of(
            prefix + "embed_tokens.weight",
            prefix + "norm.weight",
            "lm_head.weight",
            LongRope.NAME);
    for (Tensor tensor : checkpoint.tensors().values()) {
      String inLayer = tensor.name().replaceFirst("^.*?layers\\.\\d+\\.", "");
      if (!read.contains(tensor.name())
          && !known.contains(tensor.name())
          && !text.ignored().contains(inLayer)) {
        throw new InputException(
            "Cannot run %s: no program knows its tensor %s, so the result would lack it (%s)"
                .formatted(spec.config().modelType(), tensor.name(), place(tensor)));
      }
    }
  }

  /** Frequencies that a GGUF file divides by factors of its own. */
  private static final class LongRope {
    static final String NAME = "rope_freqs.weight";

    static DecoderSpec applied(DecoderSpec spec, Checkpoint checkpoint) {
      if (!checkpoint.tensors().containsKey(NAME)) {
        return spec;
      }
      Tensor tensor = checkpoint.tensor(NAME);
      Rotary rotary = spec.rotaries().get(0);
      int count = rotary.frequency().length;
      if (tensor.type() != TensorType.F32 || tensor.elements() != count) {
        throw new InputException(
            "Cannot use tensor %s: %d numbers of type F32 are needed, it has shape %s and type %s"
                .formatted(NAME, count, tensor.shape(), tensor.type()));
      }
      ByteBuffer bytes =
          ByteBuffer.allocateDirect(Math.toIntExact(tensor.bytes())).order(ByteOrder.LITTLE_ENDIAN);
      checkpoint.read(tensor, bytes);
      float[] factors = new float[count];
      bytes.flip().asFloatBuffer().get(factors);
      return spec.turning(List.of(rotary.divided(factors)));
    }
  }
}
