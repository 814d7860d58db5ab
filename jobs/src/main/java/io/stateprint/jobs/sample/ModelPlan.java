package io.stateprint.jobs.sample;

import io.stateprint.checkpoint.Checkpoint;
import io.stateprint.checkpoint.Checkpoints;
import io.stateprint.decoder.ComputeType;
import io.stateprint.decoder.Decoder;
import io.stateprint.decoder.DecoderSpec;
import io.stateprint.jobs.tables.TokenRow;
import io.stateprint.sampling.LayerChoice;
import io.stateprint.shard.ForwardPass;
import java.util.Arrays;
import java.util.List;

/**
 * What sampling a model will take, known from headers and texts before any weight is read.
 *
 * @param request what was asked for
 * @param run what the tasks need
 * @param parts the texts, cut
 * @param tokens the rows of the tokens table
 * @param facts of the model, for the manifest
 * @param load bytes and memory
 */
public record ModelPlan(
    ModelRequest request,
    ModelRun run,
    List<Part> parts,
    List<TokenRow> tokens,
    ModelFacts facts,
    Load load) {

  /**
   * Bytes and memory.
   *
   * @param bytes of the needed tensors, each once a part
   * @param memoryBytes resident at most, beside the Java heap, estimated
   * @param tokens of all texts
   * @param rows of states computed: tokens, less beginnings that texts share
   * @param operations multiplications and additions of all matrix products
   */
  public record Load(long bytes, long memoryBytes, long tokens, long rows, double operations) {}

  /** The same on a checkpoint of the local disk. */
  public static ModelPlan of(ModelRequest request, List<Text> texts) {
    try (Checkpoint checkpoint = Checkpoints.open(request.checkpoint())) {
      return of(request, texts, checkpoint);
    }
  }

  /** Reads headers, tokenizes the texts, checks everything that can be checked beforehand. */
  public static ModelPlan of(ModelRequest request, List<Text> texts, Checkpoint checkpoint) {
    Decoder decoder = Decoder.of(checkpoint);
    DecoderSpec spec = decoder.spec();
    int[] layers =
        request.wanted().layers().layers(spec.layers()).stream()
            .mapToInt(Integer::intValue)
            .toArray();
    ModelRun run =
        new ModelRun(
            request.id(),
            request.checkpoint(),
            ComputeType.choose(request.wanted().precision(), decoder.storedType()),
            layers,
            spec.layers(),
            request.wanted().poolings(),
            request.wanted().chunkTokens(),
            request.format(),
            request.system().orElse(""));
    Tokenized tokenized = Tokenized.of(checkpoint, request, spec, texts);
    List<Part> parts = Part.of(tokenized.texts(), request.wanted().parts());
    return new ModelPlan(
        request,
        run,
        parts,
        tokenized.rows(),
        ModelFacts.of(checkpoint, decoder, run, tokenized),
        load(decoder, run, parts));
  }

  /** Texts sampled, anchors among them. */
  public int texts() {
    return parts.stream().mapToInt(part -> part.texts().size()).sum();
  }

  /** Rows that the states table will have. */
  public long states() {
    return (long) texts() * run.layers().length * run.poolings().size();
  }

  private static Load load(Decoder decoder, ModelRun run, List<Part> parts) {
    long weights = 0;
    long largest = 0;
    double multiplied = 0;
    for (int layer = 0; layer < run.passLayers(); layer++) {
      for (io.stateprint.decoder.Step step : decoder.steps(layer)) {
        weights += step.bytes();
        multiplied += step.elements() * decoder.share(step);
        largest = Math.max(largest, 2 * step.bytes() + step.widenedBytes(run.compute()));
      }
    }
    long bytes = 0;
    long tokens = 0;
    long rows = 0;
    long states = 0;
    for (Part part : parts) {
      long own = ForwardPass.rows(decoder, run.input(part));
      bytes += weights + decoder.embeddedBytes(distinctIds(part), longest(part));
      tokens += part.texts().stream().mapToLong(text -> text.ids().length).sum();
      rows += own;
      states = Math.max(states, own * decoder.spec().width() * run.compute().bytes());
    }
    long chunk = (long) run.chunkTokens() * 4 * (3L * decoder.spec().innerWidth());
    return new Load(bytes, largest + states + chunk, tokens, rows, 2 * multiplied * rows);
  }

  private static long distinctIds(Part part) {
    return part.texts().stream().flatMapToInt(text -> Arrays.stream(text.ids())).distinct().count();
  }

  private static long longest(Part part) {
    return part.texts().stream().mapToInt(text -> text.ids().length).max().orElse(0);
  }

  /** The sampled layers as ranges, for people: {@code 0 to 29} or {@code 8, 16, 24}. */
  public String layersInWords() {
    return LayerChoice.words(Arrays.stream(run.layers()).boxed().toList(), " to ");
  }
}
