package io.stateprint.decoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.IValue;
import org.junit.jupiter.api.Test;

/** A product with a matrix that is stored in another type than the arithmetic's. */
class ProjectTest {
  private static final long COLUMNS = 4096;

  /** Two whole pieces of 512 rows, and a short one. */
  private static final long ROWS = 1100;

  @Test
  void isTheProductWithTheWholeWidenedMatrix() {
    try (Program program = Decoder.parts();
        NDManager manager = program.newManager()) {
      PtNDArray x = (PtNDArray) manager.randomNormal(new Shape(3, COLUMNS));
      PtNDArray bias = (PtNDArray) manager.randomNormal(new Shape(ROWS));
      PtNDArray wide = (PtNDArray) manager.randomNormal(new Shape(ROWS, COLUMNS));
      PtNDArray narrow = cast(program, manager, wide, ComputeType.BFLOAT16);
      PtNDArray rounded = cast(program, manager, narrow, ComputeType.FLOAT32);

      float[] inPieces = product(program, manager, x, narrow, bias);
      float[] whole = product(program, manager, x, rounded, bias);

      assertThat(inPieces).hasSize(3 * 1100).containsExactly(whole, within(1e-3f));
      assertThat(product(program, manager, x, wide, bias)[5]).isNotEqualTo(whole[5]);
    }
  }

  private static float[] product(
      Program program, NDManager manager, PtNDArray x, PtNDArray w, PtNDArray bias) {
    return program
        .run(manager, "project", IValue.from(x), IValue.from(w), IValue.from(bias))
        .toFloatArray();
  }

  private static PtNDArray cast(
      Program program, NDManager manager, PtNDArray from, ComputeType type) {
    PtNDArray out =
        program.run(
            manager,
            "room",
            IValue.from(from),
            IValue.listFrom(new long[] {ROWS, COLUMNS}),
            IValue.from((long) type.code()));
    program.run(manager, "fill_plain", IValue.from(out), IValue.from(from), IValue.from(0L));
    return out;
  }
}
