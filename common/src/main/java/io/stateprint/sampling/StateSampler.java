package io.stateprint.sampling;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.IValue;
import io.stateprint.decoder.Program;
import io.stateprint.shard.Chunk;
import io.stateprint.shard.ChunkStates;
import io.stateprint.shard.LayerStates;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Pools the states of a layer on the device; only pooled vectors leave it. Whoever opens it closes
 * it.
 */
public final class StateSampler implements AutoCloseable {
  /** A token whose norm exceeds that many medians of its prompt is a sink. */
  private static final double SINK = 10;

  private final Program program;
  private final List<Pooling> poolings;
  private final List<PoolingPlan> plans;

  /**
   * Prepares to pool.
   *
   * @param poolings the poolings wanted
   * @param plans one a prompt of the pass, in its order
   * @param device where the states are
   */
  public StateSampler(List<Pooling> poolings, List<PoolingPlan> plans, Device device) {
    this.program = Program.resource(StateSampler.class, "pooling", device);
    this.poolings = List.copyOf(poolings);
    this.plans = List.copyOf(plans);
  }

  /**
   * The sampled states of a layer: a pooling after the other, every prompt, chunk by chunk. They
   * are made as they are asked for, those of a chunk together, so the layer must be the last one
   * that its pass gave.
   *
   * @throws UnusableStateException where one is not finite, all zero, or of no tokens; when it is
   *     asked for
   */
  public Stream<SampledState> sample(LayerStates layer) {
    return sample(layer, poolings, prompt -> true);
  }

  /**
   * The same of some prompts, under poolings of their own.
   *
   * @param wanted which prompts, by index in the pass
   */
  public Stream<SampledState> sample(LayerStates layer, List<Pooling> own, IntPredicate wanted) {
    List<Piece> pieces =
        own.stream()
            .sorted()
            .flatMap(pooling -> layer.chunks().stream().map(chunk -> new Piece(pooling, chunk)))
            .filter(piece -> IntStream.of(piece.chunk().chunk().prompts()).anyMatch(wanted))
            .toList();
    return pieces.stream().flatMap(piece -> sampled(layer.layer(), piece, wanted).stream());
  }

  /** What is pooled at once. */
  private record Piece(Pooling pooling, ChunkStates chunk) {}

  private List<SampledState> sampled(int layer, Piece piece, IntPredicate wanted) {
    try (NDManager manager = program.newManager()) {
      Pooled pooled =
          switch (piece.pooling()) {
            case LAST -> last(piece.chunk(), manager);
            case USER -> user(piece.chunk(), manager);
          };
      return checked(layer, piece.pooling(), piece.chunk().chunk(), pooled, wanted);
    }
  }

  /** Means (B x D, row by row) and how many tokens each stands for. */
  private record Pooled(float[] means, float[] tokens) {}

  private Pooled last(ChunkStates chunk, NDManager manager) {
    Chunk own = chunk.chunk();
    int[] lengths = own.lengths();
    long[] rows =
        IntStream.range(0, own.size()).mapToLong(i -> own.row(i, lengths[i] - 1)).toArray();
    try (PtNDArray index = (PtNDArray) manager.create(rows);
        PtNDArray states =
            program.run(manager, "pool_last", IValue.from(chunk.states()), IValue.from(index))) {
      float[] ones = new float[lengths.length];
      Arrays.fill(ones, 1);
      return new Pooled(states.toFloatArray(), ones);
    }
  }

  private Pooled user(ChunkStates chunk, NDManager manager) {
    Chunk own = chunk.chunk();
    int[] prompts = own.prompts();
    long[] rows =
        IntStream.range(0, prompts.length)
            .flatMap(i -> IntStream.of(plans.get(prompts[i]).userTokens()).map(t -> own.row(i, t)))
            .asLongStream()
            .toArray();
    long[] owners =
        IntStream.range(0, prompts.length)
            .flatMap(i -> IntStream.of(plans.get(prompts[i]).userTokens()).map(t -> i))
            .asLongStream()
            .toArray();
    long[] lengths = IntStream.of(own.lengths()).asLongStream().toArray();
    List<PtNDArray> pooled =
        program.runList(
            manager,
            "pool_mean",
            IValue.from(chunk.states()),
            IValue.from(chunk.gather()),
            IValue.from((PtNDArray) manager.create(lengths)),
            IValue.from((PtNDArray) manager.create(rows)),
            IValue.from((PtNDArray) manager.create(owners)),
            IValue.from(SINK));
    return new Pooled(pooled.get(0).toFloatArray(), pooled.get(1).toFloatArray());
  }

  private static List<SampledState> checked(
      int layer, Pooling pooling, Chunk chunk, Pooled pooled, IntPredicate wanted) {
    int width = pooled.means().length / chunk.size();
    List<SampledState> out = new ArrayList<>();
    for (int i = 0; i < chunk.size(); i++) {
      int prompt = chunk.prompts()[i];
      if (!wanted.test(prompt)) {
        continue;
      }
      if (pooled.tokens()[i] == 0) {
        throw new UnusableStateException(
            prompt,
            "layer %d, pooling %s: all its tokens are sinks (norms above %.0f medians)"
                .formatted(layer, pooling.id(), SINK));
      }
      float[] state = Arrays.copyOfRange(pooled.means(), i * width, (i + 1) * width);
      out.add(
          new SampledState(
              prompt,
              layer,
              pooling,
              (int) pooled.tokens()[i],
              (float) norm(layer, pooling, prompt, state),
              state));
    }
    return out;
  }

  private static double norm(int layer, Pooling pooling, int prompt, float[] state) {
    double squares = 0;
    for (int d = 0; d < state.length; d++) {
      if (!Float.isFinite(state[d])) {
        throw new UnusableStateException(
            prompt,
            "layer %d, pooling %s: component %d of its state is %s"
                .formatted(layer, pooling.id(), d, state[d]));
      }
      squares += (double) state[d] * state[d];
    }
    if (squares == 0) {
      throw new UnusableStateException(
          prompt, "layer %d, pooling %s: its state is all zero".formatted(layer, pooling.id()));
    }
    return Math.sqrt(squares);
  }

  @Override
  public void close() {
    program.close();
  }
}
