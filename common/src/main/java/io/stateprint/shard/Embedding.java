package io.stateprint.shard;

import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.IValue;
import io.stateprint.checkpoint.Checkpoint;
import io.stateprint.checkpoint.Tensor;
import io.stateprint.decoder.Program;
import io.stateprint.storage.InputException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;

/** The rows of the embedding that the prompts use, and only those. */
final class Embedding implements AutoCloseable {
  private final int[] ids;
  private final PtNDArray rows;

  private Embedding(int[] ids, PtNDArray rows) {
    this.ids = ids;
    this.rows = rows;
  }

  /** Reads each row that some prompt needs once; neighbours together. */
  static Embedding read(Checkpoint checkpoint, Tensor table, List<int[]> prompts, Weights weights) {
    int[] ids = prompts.stream().flatMapToInt(Arrays::stream).sorted().distinct().toArray();
    for (int id : ids) {
      if (id < 0 || id >= table.rows()) {
        throw new InputException(
            "Cannot embed token id %d: %s has %d rows; tokenizer and weights do not belong together (%s)"
                .formatted(id, table.name(), table.rows(), checkpoint.location()));
      }
    }
    try (NDManager manager = weights.program().newManager()) {
      PtNDArray bytes =
          RawTensor.bytes(
              manager,
              ids.length * table.rowBytes(),
              target -> readRuns(checkpoint, table, ids, target));
      List<Long> shape = List.of((long) ids.length, table.elements() / table.rows());
      PtNDArray rows = weights.of(bytes, table, shape, manager);
      rows.detach();
      return new Embedding(ids, rows);
    }
  }

  private static void readRuns(Checkpoint checkpoint, Tensor table, int[] ids, ByteBuffer target) {
    int first = 0;
    for (int i = 1; i <= ids.length; i++) {
      if (i == ids.length || ids[i] != ids[i - 1] + 1) {
        int bytes = Math.toIntExact((i - first) * table.rowBytes());
        checkpoint.readRows(table, ids[first], i - first, target.slice(target.position(), bytes));
        target.position(target.position() + bytes);
        first = i;
      }
    }
  }

  /** The states below the first layer of a chunk, (T, D). */
  PtNDArray of(Chunk chunk, List<int[]> prompts, Weights weights, NDManager manager) {
    long[] places =
        Arrays.stream(chunk.ids(prompts)).mapToLong(id -> Arrays.binarySearch(ids, id)).toArray();
    Program program = weights.program();
    try (PtNDArray index = (PtNDArray) manager.create(places);
        PtNDArray picked = program.run(manager, "pick", IValue.from(rows), IValue.from(index))) {
      return program.run(manager, "embed", IValue.from(picked));
    }
  }

  @Override
  public void close() {
    rows.close();
  }
}
