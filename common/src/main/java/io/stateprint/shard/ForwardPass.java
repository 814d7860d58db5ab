package io.stateprint.shard;

import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDArray;
import io.stateprint.checkpoint.Checkpoint;
import io.stateprint.decoder.Decoder;
import io.stateprint.decoder.Program;
import io.stateprint.decoder.Rotary;
import io.stateprint.decoder.Step;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.IntStream;

/**
 * One pass of all prompts through the layers of a model: every weight is read once, the next step
 * while the present one computes. Used by one thread, which closes it; the checkpoint and the
 * program stay the caller's.
 */
public final class ForwardPass implements Iterator<LayerStates>, AutoCloseable {
  private final long started = System.nanoTime();
  private final Checkpoint checkpoint;
  private final long bytesBefore;
  private final Decoder decoder;
  private final int layers;
  private final Weights weights;
  private final NDManager manager;
  private final Buffers buffers;
  private final StepReader reader;
  private final List<ChunkStates> chunks;
  private int layer;

  private ForwardPass(
      Checkpoint checkpoint, Decoder decoder, Weights weights, PassInput input, long bytesBefore) {
    this.checkpoint = checkpoint;
    this.bytesBefore = bytesBefore;
    this.decoder = decoder;
    this.weights = weights;
    this.layers = input.layers();
    this.chunks = embedded(checkpoint, decoder, weights, input);
    this.manager = weights.program().newManager();
    this.buffers = new Buffers(weights.program());
    this.reader = new StepReader(checkpoint, steps(decoder, layers), buffers, manager);
  }

  /** Embeds the prompts and starts to read the first step. */
  public static ForwardPass begin(
      Checkpoint checkpoint, Decoder decoder, Program program, PassInput input) {
    if (input.layers() > decoder.spec().layers()) {
      throw new IllegalArgumentException(
          "%d layers of %d".formatted(input.layers(), decoder.spec().layers()));
    }
    return new ForwardPass(
        checkpoint, decoder, new Weights(program, input.compute()), input, checkpoint.bytesRead());
  }

  /**
   * Rows of states that a pass computes: one a token, less the beginnings that prompts of a chunk
   * share.
   */
  public static long rows(Decoder decoder, PassInput input) {
    return packed(decoder, input).stream().mapToLong(Chunk::tokens).sum();
  }

  private static List<Chunk> packed(Decoder decoder, PassInput input) {
    int near =
        decoder.spec().rotaries().stream().mapToInt(Rotary::near).min().orElse(Integer.MAX_VALUE);
    return Chunk.of(input.prompts(), input.chunkTokens(), near);
  }

  @Override
  public boolean hasNext() {
    return layer < layers;
  }

  /** Computes the next layer. */
  @Override
  public LayerStates next() {
    if (!hasNext()) {
      throw new NoSuchElementException("all %d layers are done".formatted(layers));
    }
    int steps = decoder.steps(layer).size();
    for (int i = 0; i < steps; i++) {
      compute();
    }
    return new LayerStates(
        layer++, chunks, checkpoint.bytesRead() - bytesBefore, (System.nanoTime() - started) / 1e9);
  }

  private void compute() {
    try (RawStep raw = reader.next()) {
      List<Buffers.Buffer> ready = weights.of(raw, buffers);
      int at = raw.step().layer();
      LoadedStep step =
          new LoadedStep(
              raw.step(),
              weights.program(),
              ready.stream().map(Buffers.Buffer::array).toArray(PtNDArray[]::new),
              decoder.spec().window(at),
              decoder.spec().rotary(at));
      chunks.forEach(chunk -> chunk.through(step));
      ready.forEach(buffers::give);
    }
  }

  private static List<ChunkStates> embedded(
      Checkpoint checkpoint, Decoder decoder, Weights weights, PassInput input) {
    List<RotaryTable> tables = decoder.spec().rotaries().stream().map(RotaryTable::new).toList();
    try (Embedding embedding = Embedding.read(checkpoint, decoder, input.prompts(), weights)) {
      return packed(decoder, input).stream()
          .map(chunk -> ChunkStates.embedded(chunk, input.prompts(), embedding, weights, tables))
          .toList();
    }
  }

  private static Iterator<Step> steps(Decoder decoder, int layers) {
    return IntStream.range(0, layers)
        .boxed()
        .flatMap(layer -> decoder.steps(layer).stream())
        .iterator();
  }

  @Override
  public void close() {
    reader.close();
    chunks.forEach(ChunkStates::close);
    buffers.close();
    manager.close();
  }
}
