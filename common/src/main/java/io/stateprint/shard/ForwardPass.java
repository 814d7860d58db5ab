package io.stateprint.shard;

import ai.djl.ndarray.NDManager;
import io.stateprint.checkpoint.Checkpoint;
import io.stateprint.decoder.Decoder;
import io.stateprint.decoder.Program;
import io.stateprint.decoder.Rotary;
import io.stateprint.decoder.Step;
import io.stateprint.storage.InputException;
import io.stateprint.storage.Sha256;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.IntStream;

/**
 * One pass of all prompts through layers of a model: every weight is read once, the next step while
 * the present one computes. It begins at the embeddings, or where another pass has left its states.
 * Used by one thread, which closes it; the checkpoint and the program stay the caller's.
 */
public final class ForwardPass implements Iterator<LayerStates>, AutoCloseable {
  private final long started = System.nanoTime();
  private final Checkpoint checkpoint;
  private final long bytesBefore;
  private final Decoder decoder;
  private final PassInput input;
  private final Weights weights;
  private final NDManager manager;
  private final List<Step> steps;
  private final Buffers buffers;
  private final StepRoom room;
  private final StepReader reader;
  private final List<ChunkStates> chunks;
  private int layer;

  private ForwardPass(Ground ground, PassInput input, List<ChunkStates> chunks) {
    this.checkpoint = ground.checkpoint();
    this.bytesBefore = ground.bytesBefore();
    this.decoder = ground.decoder();
    this.weights = ground.weights();
    this.input = input;
    this.layer = input.layers().first();
    this.chunks = chunks;
    this.manager = weights.program().newManager();
    this.steps = steps(decoder, input.layers(), rows(chunks));
    this.buffers = new Buffers(weights.program());
    List<List<Step>> batches = StepBatches.of(steps, checkpoint.isFar());
    this.room = StepRoom.ofNeighbours(weights.program(), batches);
    this.reader = new StepReader(checkpoint, batches.iterator(), room, manager);
  }

  /** What a pass stands on. */
  private record Ground(Checkpoint checkpoint, Decoder decoder, Weights weights, long bytesBefore) {
    static Ground of(Checkpoint checkpoint, Decoder decoder, Program program, PassInput input) {
      if (input.layers().end() > decoder.spec().layers()) {
        throw new IllegalArgumentException(
            "%s of %d layers".formatted(input.layers(), decoder.spec().layers()));
      }
      return new Ground(
          checkpoint, decoder, new Weights(program, input.compute()), checkpoint.bytesRead());
    }
  }

  /** Embeds the prompts and starts to read the first step. */
  public static ForwardPass begin(
      Checkpoint checkpoint, Decoder decoder, Program program, PassInput input) {
    if (input.layers().first() > 0) {
      throw new IllegalArgumentException(
          "%s do not begin at the embeddings".formatted(input.layers()));
    }
    Ground ground = Ground.of(checkpoint, decoder, program, input);
    return new ForwardPass(ground, input, embedded(ground, input));
  }

  /**
   * Takes up the states that a pass of the layers below has left, and starts to read.
   *
   * @param cut what {@link #writeCut} wrote, under the same token ids, type and size of chunks; the
   *     caller closes it
   * @param place of the cut, for messages
   * @throws InputException if it is of something else, or broken
   */
  public static ForwardPass resume(
      Checkpoint checkpoint,
      Program program,
      PassInput input,
      ReadableByteChannel cut,
      String place) {
    Decoder decoder = Decoder.of(checkpoint);
    Ground ground = Ground.of(checkpoint, decoder, program, input);
    List<Chunk> packed = packed(decoder, input);
    CutHeader header = header(decoder, input, packed, input.layers().first());
    List<ChunkStates> chunks = new ArrayList<>();
    try (CutReader reader = new CutReader(header, program, cut, place)) {
      reader.requireOwn();
      for (Chunk chunk : packed) {
        chunks.add(ChunkStates.resumed(chunk, reader, ground.weights(), tables(decoder)));
      }
    } catch (RuntimeException | Error e) {
      chunks.forEach(ChunkStates::close);
      throw e;
    }
    return new ForwardPass(ground, input, chunks);
  }

  /**
   * Writes the states of all tokens after the last layer of this pass, for the pass of the layers
   * above: an Arrow IPC stream, whose schema says in its metadata what they are. A row is a token
   * of a chunk; beginnings that prompts of a chunk share have their rows once.
   *
   * @param out stays open
   */
  public void writeCut(WritableByteChannel out) throws IOException {
    if (hasNext()) {
      throw new IllegalStateException("layer %d is not done".formatted(layer));
    }
    List<Chunk> packed = chunks.stream().map(ChunkStates::chunk).toList();
    new CutWriter(header(decoder, input, packed, layer), weights.program()).write(chunks, out);
  }

  /**
   * Reads the weights of some layers as a pass would, and computes nothing: a cache on the way has
   * them then.
   *
   * @param look is run before each read; what it throws ends the work
   * @return bytes read
   */
  public static long fetch(
      Checkpoint checkpoint, Decoder decoder, Program program, LayerRange layers, Runnable look) {
    long before = checkpoint.bytesRead();
    List<List<Step>> batches = StepBatches.of(steps(decoder, layers, 0), checkpoint.isFar());
    try (NDManager manager = program.newManager();
        StepRoom room = StepRoom.ofOne(program, batches)) {
      for (List<Step> batch : batches) {
        look.run();
        RawStep.read(checkpoint, batch, room.side(false), manager, RawStep::close);
      }
    }
    return checkpoint.bytesRead() - before;
  }

  private static CutHeader header(Decoder decoder, PassInput input, List<Chunk> packed, int layer) {
    MessageDigest digest = Sha256.digest();
    for (Chunk chunk : packed) {
      add(digest, chunk.prompts());
      add(digest, chunk.lengths());
      add(digest, chunk.owners());
      add(digest, chunk.ids(input.prompts()));
    }
    return new CutHeader(
        layer,
        input.compute(),
        decoder.spec().width(),
        packed.stream().mapToLong(Chunk::tokens).sum(),
        Sha256.hex(digest.digest()));
  }

  private static void add(MessageDigest digest, int[] numbers) {
    ByteBuffer bytes = ByteBuffer.allocate(Integer.BYTES * (numbers.length + 1));
    bytes.putInt(numbers.length);
    IntStream.of(numbers).forEach(bytes::putInt);
    digest.update(bytes.array());
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
    return layer < input.layers().end();
  }

  /** Computes the next layer. */
  @Override
  public LayerStates next() {
    if (!hasNext()) {
      throw new NoSuchElementException("%s are done".formatted(input.layers()));
    }
    steps.stream().filter(step -> step.layer() == layer).forEach(step -> compute());
    return states(layer++);
  }

  /**
   * What enters the first block: embeddings, scaled and placed as the model does it. Valid until
   * the first layer is asked for.
   *
   * @throws IllegalStateException where a layer is computed, or the pass takes up a cut
   */
  public LayerStates embeddings() {
    if (layer > 0) {
      throw new IllegalStateException("layer %d is next, not the first one".formatted(layer));
    }
    return states(LayerStates.EMBEDDINGS);
  }

  private LayerStates states(int at) {
    return new LayerStates(
        at, chunks, checkpoint.bytesRead() - bytesBefore, (System.nanoTime() - started) / 1e9);
  }

  private void compute() {
    try (RawStep raw = reader.next()) {
      Weights.Ready ready = weights.of(raw, buffers);
      room.copies().await();
      int at = raw.step().layer();
      LoadedStep step =
          new LoadedStep(
              raw.step(),
              weights.program(),
              ready.arrays(),
              decoder.spec().window(at),
              decoder.spec().rotary(at));
      chunks.forEach(chunk -> chunk.through(step));
      ready.loans().forEach(buffers::give);
    }
  }

  private static List<ChunkStates> embedded(Ground ground, PassInput input) {
    Weights weights = ground.weights();
    List<RotaryTable> tables = tables(ground.decoder());
    try (Embedding embedding =
        Embedding.read(ground.checkpoint(), ground.decoder(), input.prompts(), weights)) {
      return packed(ground.decoder(), input).stream()
          .map(chunk -> ChunkStates.embedded(chunk, input.prompts(), embedding, weights, tables))
          .toList();
    }
  }

  private static List<RotaryTable> tables(Decoder decoder) {
    return decoder.spec().rotaries().stream().map(RotaryTable::new).toList();
  }

  private static List<Step> steps(Decoder decoder, LayerRange layers, long rows) {
    return IntStream.range(layers.first(), layers.end())
        .boxed()
        .flatMap(layer -> decoder.steps(layer, rows).stream())
        .toList();
  }

  private static long rows(List<ChunkStates> chunks) {
    return chunks.stream().mapToLong(chunk -> chunk.chunk().tokens()).sum();
  }

  @Override
  public void close() {
    reader.close();
    chunks.forEach(ChunkStates::close);
    buffers.close();
    room.close();
    manager.close();
  }
}
