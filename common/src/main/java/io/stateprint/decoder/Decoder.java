package io.stateprint.decoder;

import io.stateprint.checkpoint.Checkpoint;
import io.stateprint.checkpoint.Tensor;
import io.stateprint.checkpoint.TensorType;
import io.stateprint.storage.InputException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A checkpoint seen as a decoder: its numbers, its embedding, and the steps of each layer, every
 * tensor found and of the right shape and type before any weight is read.
 */
public final class Decoder {
  private static final String UNSCALED =
      "  def embed(self: __torch__.Program, h: Tensor) -> Tensor:\n    return h\n";

  /** Experts of a step take so much in float32 together, if more than one does. */
  private static final long GROUP_BYTES = 256L << 20;

  /** The factors that a GGUF file of Llama 3 keeps beside its layers. */
  static final String LONG_ROPE = "rope_freqs.weight";

  private final DecoderSpec spec;
  private final ProgramText text;
  private final Numbers numbers;
  private final LayerTensors tensors;

  private Decoder(DecoderSpec spec, ProgramText text, Numbers numbers, LayerTensors tensors) {
    this.spec = spec;
    this.text = text;
    this.numbers = numbers;
    this.tensors = tensors;
  }

  /** Recognises the architecture and checks every tensor of every layer by its header. */
  public static Decoder of(Checkpoint checkpoint) {
    DecoderSpec spec = LongRope.applied(DecoderSpec.of(checkpoint.config()), checkpoint);
    ProgramText text = ProgramText.resource(spec.family().program());
    LayerTensors tensors = new LayerTensors(checkpoint, spec, text);
    Decoder decoder = new Decoder(spec, text, Numbers.of(spec, text), tensors);
    new HeaderCheck(checkpoint, decoder.numbers, tensors).run();
    return decoder;
  }

  /** The model's numbers. */
  public DecoderSpec spec() {
    return spec;
  }

  /** The embedding, (V, D). */
  public Tensor embedding() {
    return tensors.embedding();
  }

  /** The steps of one layer, in order of computation. */
  public List<Step> steps(int layer) {
    List<Step> steps = new ArrayList<>();
    for (StepText step : text.steps(spec.kind(layer), tensors::isPresent)) {
      if (step.isOfExperts()) {
        steps.addAll(groups(layer, step));
      } else {
        steps.add(new Step(layer, step, 0, tensors.weights(layer, step, 0)));
      }
    }
    return steps;
  }

  private List<Step> groups(int layer, StepText step) {
    int experts = tensors.experts(layer);
    long each =
        tensors.weights(layer, step, 0).stream()
            .mapToLong(weight -> weight.tensor().elements() * Float.BYTES)
            .sum();
    int group = (int) Math.max(1, Math.min(experts, GROUP_BYTES / Math.max(1, each)));
    List<Step> steps = new ArrayList<>();
    for (int first = 0; first < experts; first += group) {
      List<StepWeight> weights = new ArrayList<>();
      for (int expert = first; expert < Math.min(experts, first + group); expert++) {
        weights.addAll(tensors.weights(layer, step, expert));
      }
      steps.add(new Step(layer, step, first, weights));
    }
    return steps;
  }

  /** The part of all tokens that a weight of a step meets: all, or those that chose its expert. */
  public double share(Step step) {
    return step.text().isOfExperts()
        ? Double.parseDouble(numbers.places().getOrDefault("num_experts_per_tok", "1"))
            / numbers.size("E")
        : 1;
  }

  /** The type that most weights of the last layer are stored in. */
  public TensorType storedType() {
    Map<TensorType, Long> elements = new LinkedHashMap<>();
    steps(spec.layers() - 1).stream()
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
    return Program.load(partsSource() + embed + text.source(numbers.places(), tensors::isPresent));
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
      case F8_E4M3 -> 24;
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
      case IQ4_NL -> 120;
      case IQ4_XS -> 123;
      case MXFP4 -> 139;
      default -> throw new IllegalArgumentException("Weights are never read as " + type);
    };
  }

  /** Frequencies that a GGUF file divides by factors of its own. */
  private static final class LongRope {
    private static final String NAME = LONG_ROPE;

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
