package io.stateprint.decoder;

import ai.djl.Device;
import io.stateprint.checkpoint.Checkpoint;
import io.stateprint.checkpoint.Tensor;
import io.stateprint.checkpoint.TensorType;
import io.stateprint.storage.InputException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
  private final long groupBytes;

  private Decoder(
      DecoderSpec spec, ProgramText text, Numbers numbers, LayerTensors tensors, long groupBytes) {
    this.groupBytes = groupBytes;
    this.spec = spec;
    this.text = text;
    this.numbers = numbers;
    this.tensors = tensors;
  }

  /** Recognises the architecture and checks every tensor of every layer by its header. */
  public static Decoder of(Checkpoint checkpoint) {
    return of(checkpoint, GROUP_BYTES);
  }

  /** The same with groups of experts of another size. */
  static Decoder of(Checkpoint checkpoint, long groupBytes) {
    DecoderSpec spec = LongRope.applied(DecoderSpec.of(checkpoint.config()), checkpoint);
    ProgramText text = ProgramText.resource(spec.family().program());
    Numbers numbers = Numbers.of(spec, text);
    LayerTensors tensors = new LayerTensors(checkpoint, spec, text, numbers);
    new HeaderCheck(checkpoint, numbers, tensors).run();
    return new Decoder(spec, text, numbers, tensors, groupBytes);
  }

  /** The model's numbers. */
  public DecoderSpec spec() {
    return spec;
  }

  /** The embedding, (V, D). */
  public Tensor embedding() {
    return tensors.embedding();
  }

  /** The embedding of positions, (context, D), where states begin with one. */
  public Optional<Tensor> positions() {
    return tensors.positions();
  }

  /**
   * Bytes that embedding reads: rows of so many tokens, and of the positions of the longest text.
   */
  public long embeddedBytes(long tokens, long longest) {
    return tokens * embedding().rowBytes()
        + positions().map(table -> longest * table.rowBytes()).orElse(0L);
  }

  /** The steps of one layer for any number of rows, in order of computation. */
  public List<Step> steps(int layer) {
    return steps(layer, Long.MAX_VALUE);
  }

  /**
   * The same for so many rows of states. The feed-forward part of few rows goes in a step a matrix:
   * less of the model is in memory then. Of many rows what a step leaves for the next would weigh
   * more than that.
   */
  public List<Step> steps(int layer, long rows) {
    LayerKind kind = spec.kind(layer);
    List<Step> steps = new ArrayList<>();
    for (StepText step : text.steps(kind, tensors::isPresent)) {
      if (step.ofExperts()) {
        steps.addAll(groups(layer, step));
        continue;
      }
      Step one = new Step(layer, List.of(step), 0, tensors.weights(layer, step, 0, 1));
      if (kind == LayerKind.DENSE && step.isCarried() && !isFew(rows)) {
        one = steps.remove(steps.size() - 1).with(one);
      }
      steps.add(one);
    }
    return steps;
  }

  /** Whether results of so many rows take at most half of what a matrix does. */
  public boolean isFew(long rows) {
    return rows <= spec.width() / 2;
  }

  private List<Step> groups(int layer, StepText step) {
    int experts = tensors.experts(layer, step);
    long each =
        tensors.weights(layer, step, 0, 1).stream()
            .mapToLong(weight -> weight.packing().elements() * Float.BYTES)
            .sum();
    int group = (int) Math.max(1, Math.min(experts, groupBytes / Math.max(1, each)));
    List<Step> steps = new ArrayList<>();
    for (int first = 0; first < experts; first += group) {
      int count = Math.min(group, experts - first);
      steps.add(new Step(layer, List.of(step), first, tensors.weights(layer, step, first, count)));
    }
    return steps;
  }

  /** The part of all tokens that a weight of a step meets: all, or those that chose its expert. */
  public double share(Step step) {
    return step.ofExperts()
        ? Double.parseDouble(numbers.places().getOrDefault("num_experts_per_tok", "1"))
            / numbers.size("E")
        : 1;
  }

  /** The type that most weights of the last layer are stored in. */
  public TensorType storedType() {
    return usual().map(packing -> packing.tensor().type()).orElse(TensorType.F32);
  }

  /** The format that most weights of the last layer are stored in, for people. */
  public String storedFormat() {
    return usual().map(Packing::format).orElse(TensorType.F32.name());
  }

  /** How most weights of the last layer are stored; one of them. */
  private Optional<Packing> usual() {
    Map<String, Long> elements = new LinkedHashMap<>();
    List<Packing> packings =
        steps(spec.layers() - 1).stream()
            .flatMap(step -> step.weights().stream())
            .map(StepWeight::packing)
            .toList();
    packings.forEach(one -> elements.merge(one.format(), one.elements(), Long::sum));
    return packings.stream()
        .max(Comparator.comparingLong(one -> elements.getOrDefault(one.format(), 0L)));
  }

  /** Loads the program of this model for a device; the caller closes it. */
  public Program load(Device device) {
    return load(device, FloatProducts.of(device, Processor.here()));
  }

  /** The same with the other spelling of float32 products; on a GPU there is one only. */
  public Program loadOtherwise(Device device) {
    FloatProducts usual = FloatProducts.of(device, Processor.here());
    return load(device, device.isGpu() ? usual : usual.other());
  }

  /** The same with another spelling of products. */
  public Program load(Device device, FloatProducts products) {
    String embed = text.has("embed") ? "" : UNSCALED;
    return Program.load(
        partsSource(products) + embed + text.source(numbers.places(), tensors::isPresent), device);
  }

  /** Loads only the parts that every architecture uses; the caller closes it. */
  static Program parts() {
    return Program.load(partsSource(FloatProducts.LINEAR), Device.cpu());
  }

  private static String partsSource(FloatProducts products) {
    Map<String, String> places = Map.of("convolved_from", Long.toString(products.convolvedFrom()));
    return ProgramText.resource("parts").source(places, name -> false)
        + ProgramText.resource("blocks").source(Map.of(), name -> false)
        + ProgramText.resource("packed").source(Map.of(), name -> false)
        + ProgramText.resource("mxfp4").source(Map.of(), name -> false);
  }

  /** Torch's number of a stored type, or 100 + ggml's. */
  public static int code(TensorType type) {
    return switch (type) {
      case F64 -> 7;
      case F8_E4M3 -> 24;
      case I8 -> 1;
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
      if (!checkpoint.tensors().containsKey(NAME) || spec.rotaries().isEmpty()) {
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
