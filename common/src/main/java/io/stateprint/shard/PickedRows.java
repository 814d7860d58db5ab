package io.stateprint.shard;

import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.IValue;
import io.stateprint.checkpoint.Checkpoint;
import io.stateprint.checkpoint.Tensor;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;

/**
 * Some rows of a table in memory.
 *
 * @param ids their numbers in the table, sorted
 * @param rows (ids, D) in the compute type; whoever reads them closes them
 */
record PickedRows(int[] ids, PtNDArray rows) implements AutoCloseable {
  /** Reads each row once; neighbours together. The ids are sorted and distinct. */
  static PickedRows read(Checkpoint checkpoint, Tensor table, int[] ids, Weights weights) {
    try (NDManager manager = weights.program().newManager();
        HostToDevice copies = HostToDevice.of(weights.program())) {
      PtNDArray bytes =
          copies.bytes(
              manager,
              ids.length * table.rowBytes(),
              target -> readRuns(checkpoint, table, ids, target));
      List<Long> shape = List.of((long) ids.length, table.elements() / table.rows());
      PtNDArray rows = weights.of(bytes, table, shape, manager);
      rows.detach();
      return new PickedRows(ids, rows);
    }
  }

  private static void readRuns(Checkpoint checkpoint, Tensor table, int[] ids, ByteBuffer target) {
    StepReads reads = StepReads.of(checkpoint, true);
    int first = 0;
    for (int i = 1; i <= ids.length; i++) {
      if (i == ids.length || ids[i] != ids[i - 1] + 1) {
        int bytes = Math.toIntExact((i - first) * table.rowBytes());
        reads.rows(table, ids[first], i - first, target.slice(target.position(), bytes));
        target.position(target.position() + bytes);
        first = i;
      }
    }
    reads.finish();
  }

  /** The rows of those numbers in that order, (wanted, D); they belong to the manager. */
  PtNDArray pick(long[] wanted, Weights weights, NDManager manager) {
    long[] places =
        Arrays.stream(wanted).map(id -> Arrays.binarySearch(ids, Math.toIntExact(id))).toArray();
    try (PtNDArray index = (PtNDArray) manager.create(places)) {
      return weights.program().run(manager, "pick", IValue.from(rows), IValue.from(index));
    }
  }

  @Override
  public void close() {
    rows.close();
  }
}
