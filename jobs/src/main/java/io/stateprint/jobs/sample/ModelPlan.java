package io.stateprint.jobs.sample;

import io.stateprint.checkpoint.Checkpoint;
import io.stateprint.decoder.ComputeType;
import io.stateprint.decoder.Decoder;
import io.stateprint.decoder.DecoderSpec;
import io.stateprint.decoder.Step;
import io.stateprint.jobs.remote.PlannedCheckpoint;
import io.stateprint.jobs.tables.TokenRow;
import io.stateprint.sampling.LayerChoice;
import io.stateprint.shard.ForwardPass;
import io.stateprint.shard.LayerRange;
import io.stateprint.storage.InputException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What sampling a model will take, known from headers and texts before any weight is read.
 *
 * @param request what was asked for
 * @param run what the tasks need
 * @param parts the texts, cut
 * @param shards the layers, cut, in order
 * @param tokens the rows of the tokens table
 * @param facts of the model, for the manifest
 * @param load bytes and memory
 * @param notes what is left out, a sentence each
 */
public record ModelPlan(
    ModelRequest request,
    ModelRun run,
    List<Part> parts,
    List<LayerRange> shards,
    List<TokenRow> tokens,
    ModelFacts facts,
    Load load,
    List<String> notes) {

  /**
   * Bytes and memory.
   *
   * @param bytes of the needed tensors, each once a part
   * @param memory resident at most, estimated
   * @param tokens of all texts
   * @param rows of states computed: tokens, less beginnings that texts share
   * @param operations multiplications and additions of all matrix products
   * @param layerBytes weights of each layer that is computed
   */
  public record Load(
      long bytes,
      MemoryNeed memory,
      long tokens,
      long rows,
      double operations,
      List<Long> layerBytes) {}

  /** States of all tokens of a part, bytes at most, where the parts are not given. */
  private static final long MOST_STATES = 1L << 30;

  private static final int LEAST_CHUNK = 64;

  /** The same on a checkpoint that this process can open. */
  public static ModelPlan of(ModelRequest request, List<Text> texts) {
    try (Checkpoint checkpoint = PlannedCheckpoint.open(request.checkpoint())) {
      return of(request, texts, checkpoint);
    }
  }

  /** Reads headers, tokenizes the texts, checks everything that can be checked beforehand. */
  public static ModelPlan of(ModelRequest request, List<Text> texts, Checkpoint checkpoint) {
    Decoder decoder = Decoder.of(checkpoint);
    DecoderSpec spec = decoder.spec();
    int[] layers = layers(request, spec);
    ModelRun run =
        new ModelRun(
            request.id(),
            PlannedCheckpoint.of(request.checkpoint(), checkpoint),
            request.wanted().machine().reading(),
            ComputeType.choose(
                request.wanted().precision(),
                decoder.storedType(),
                request.wanted().machine().device().isGpu()),
            layers,
            spec.layers(),
            request.wanted().poolings(),
            texts.stream().anyMatch(Text::isReworded),
            request.wanted().machine().device(),
            request.wanted().machine().chunkTokens(),
            false,
            request.format(),
            request.system().orElse(""));
    Tokenized tokenized = Tokenized.of(checkpoint, request, spec, texts);
    List<Part> parts =
        Part.of(
            tokenized.texts(), count(request.wanted().parts(), decoder, run, tokenized.texts()));
    ModelRun fitting = fitting(decoder, run, parts, request.wanted().machine().mostMemory());
    Load load = load(decoder, fitting, parts);
    return new ModelPlan(
        request,
        fitting,
        parts,
        cut(load, Math.max(1, request.wanted().shards())),
        tokenized.rows(),
        ModelFacts.of(checkpoint, decoder, fitting, tokenized),
        load,
        tokenized.notes());
  }

  /** As many parts as are wanted; else so few that the states of a part stay within bounds. */
  private static int count(int wanted, Decoder decoder, ModelRun run, List<TokenText> texts) {
    if (wanted > 0) {
      return wanted;
    }
    long rows = ForwardPass.rows(decoder, run.input(new Part(0, texts)));
    long states = rows * decoder.spec().width() * run.compute().bytes();
    return Math.toIntExact(Math.max(1, (states + MOST_STATES - 1) / MOST_STATES));
  }

  private static List<LayerRange> cut(Load load, int shards) {
    return LayerRange.cut(load.layerBytes().stream().mapToLong(Long::longValue).toArray(), shards);
  }

  /** The same, its layers cut into so many shards of like numbers of bytes. */
  ModelPlan cut(int count) {
    return begun(cut(load, count), run);
  }

  /**
   * The same, its texts cut into parts of these shares. Headers are read once more, for what each
   * part takes.
   */
  ModelPlan parted(List<Double> shares) {
    try (Checkpoint checkpoint = run.checkpoint().open()) {
      List<Part> cut =
          Part.of(parts.stream().flatMap(part -> part.texts().stream()).toList(), shares);
      Load parted = load(Decoder.of(checkpoint), run, cut);
      return new ModelPlan(
          request, run, cut, cut(parted, shards.size()), tokens, facts, parted, notes);
    }
  }

  /** The same, cut as it was begun. */
  ModelPlan begun(List<LayerRange> ranges, ModelRun begun) {
    return new ModelPlan(request, begun, parts, ranges, tokens, facts, load, notes);
  }

  /** Chunks of half as many tokens, until a task fits into the memory that it may take. */
  static ModelRun fitting(Decoder decoder, ModelRun run, List<Part> parts, long most) {
    ModelRun fitting = run;
    MemoryNeed need = memory(decoder, run, parts);
    while (need.total() > most && fitting.chunkTokens() >= 2 * LEAST_CHUNK) {
      fitting = fitting.chunked(fitting.chunkTokens() / 2);
      need = memory(decoder, fitting, parts);
    }
    need.requireWithin(most, run.modelId());
    return fitting;
  }

  private static MemoryNeed memory(Decoder decoder, ModelRun run, List<Part> parts) {
    long rows =
        parts.stream()
            .mapToLong(part -> ForwardPass.rows(decoder, run.input(part)))
            .max()
            .orElse(0);
    return MemoryNeed.of(decoder, run, rows);
  }

  private static int[] layers(ModelRequest request, DecoderSpec spec) {
    try {
      return request.wanted().layers().layers(spec.layers()).stream()
          .mapToInt(Integer::intValue)
          .toArray();
    } catch (InputException e) {
      throw new InputException(
          "%s (sweep.sampling.layers; model %s, %s)"
              .formatted(e.getMessage(), request.id(), request.checkpoint()),
          e);
    }
  }

  /** Texts sampled, anchors among them. */
  public int texts() {
    return parts.stream().mapToInt(part -> part.texts().size()).sum();
  }

  /** Rows that the states table will have. */
  public long states() {
    return parts.stream().mapToLong(part -> run.states(Unit.whole(run, part))).sum();
  }

  static Load load(Decoder decoder, ModelRun run, List<Part> parts) {
    List<Long> layers = new ArrayList<>();
    double multiplied = 0;
    for (int layer = 0; layer < run.passLayers(); layer++) {
      long own = 0;
      for (Step step : decoder.steps(layer)) {
        own += step.bytes();
        multiplied += step.elements() * decoder.share(step);
      }
      layers.add(own);
    }
    long weights = layers.stream().mapToLong(Long::longValue).sum();
    long bytes = 0;
    long tokens = 0;
    long rows = 0;
    for (Part part : parts) {
      bytes += weights + decoder.embeddedBytes(distinctIds(part), longest(part));
      tokens += part.texts().stream().mapToLong(text -> text.ids().length).sum();
      rows += ForwardPass.rows(decoder, run.input(part));
    }
    return new Load(
        bytes, memory(decoder, run, parts), tokens, rows, 2 * multiplied * rows, layers);
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
