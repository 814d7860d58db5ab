package io.stateprint.shard;

import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.IValue;
import io.stateprint.checkpoint.Checkpoint;
import io.stateprint.checkpoint.Tensor;
import io.stateprint.decoder.Decoder;
import io.stateprint.decoder.Program;
import io.stateprint.storage.InputException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The rows of the embeddings that the prompts use, and only those: of tokens, and of positions
 * where the model embeds them.
 */
final class Embedding implements AutoCloseable {
  private final PickedRows tokens;
  private final Optional<PickedRows> positions;

  private Embedding(PickedRows tokens, Optional<PickedRows> positions) {
    this.tokens = tokens;
    this.positions = positions;
  }

  /** Reads each row that some prompt needs once. */
  static Embedding read(
      Checkpoint checkpoint, Decoder decoder, List<int[]> prompts, Weights weights) {
    Tensor table = decoder.embedding();
    int[] ids = prompts.stream().flatMapToInt(Arrays::stream).sorted().distinct().toArray();
    for (int id : ids) {
      if (id < 0 || id >= table.rows()) {
        throw new InputException(
            "Cannot embed token id %d: %s has %d rows; tokenizer and weights do not belong together (%s)"
                .formatted(id, table.name(), table.rows(), checkpoint.location()));
      }
    }
    int longest = prompts.stream().mapToInt(prompt -> prompt.length).max().orElse(0);
    decoder.positions().ifPresent(places -> requirePlaces(places, longest, checkpoint));
    PickedRows tokens = PickedRows.read(checkpoint, table, ids, weights);
    try {
      int[] places = IntStream.range(0, longest).toArray();
      return new Embedding(
          tokens, decoder.positions().map(t -> PickedRows.read(checkpoint, t, places, weights)));
    } catch (RuntimeException | Error e) {
      tokens.close();
      throw e;
    }
  }

  private static void requirePlaces(Tensor places, int longest, Checkpoint checkpoint) {
    if (longest > places.rows()) {
      throw new InputException(
          "Cannot embed a text of %d tokens: %s has %d rows; shorten it (%s)"
              .formatted(longest, places.name(), places.rows(), checkpoint.location()));
    }
  }

  /** The states below the first layer of a chunk, (T, D). */
  PtNDArray of(Chunk chunk, List<int[]> prompts, Weights weights, NDManager manager) {
    long[] ids = Arrays.stream(chunk.ids(prompts)).asLongStream().toArray();
    Program program = weights.program();
    try (PtNDArray picked = tokens.pick(ids, weights, manager)) {
      if (positions.isEmpty()) {
        return program.run(manager, "embed", IValue.from(picked));
      }
      try (PtNDArray places = positions.orElseThrow().pick(chunk.positions(), weights, manager)) {
        return program.run(manager, "place", IValue.from(picked), IValue.from(places));
      }
    }
  }

  @Override
  public void close() {
    tokens.close();
    positions.ifPresent(PickedRows::close);
  }
}
