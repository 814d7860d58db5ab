package io.stateprint.trajectory;

import io.stateprint.direction.AnchorSet;
import io.stateprint.direction.AnchorState;
import io.stateprint.direction.ArticleDirections;
import io.stateprint.prompts.Style;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * Prints what one row costs the cosine kernel: medians of five rounds, one thread.
 *
 * <pre>
 * mvn -q -pl common test-compile
 * mvn -q -pl common dependency:build-classpath -Dmdep.outputFile=target/classpath
 * java -cp common/target/test-classes:common/target/classes:$(cat common/target/classpath) \
 *   io.stateprint.trajectory.TrajectoryBench
 * </pre>
 */
public final class TrajectoryBench {
  private static final int ROUNDS = 5;

  private TrajectoryBench() {}

  /** Runs it. */
  public static void main(String[] arguments) {
    for (int width : new int[] {576, 4096, 8192}) {
      List<AnchorState> anchors = new ArrayList<>();
      Random random = new Random(1);
      for (Style style : Style.values()) {
        for (int i = 0; i < 40; i++) {
          anchors.add(new AnchorState(style, "f" + i / 5, "t" + i % 5, state(random, width)));
        }
      }
      CosineKernel kernel = new CosineKernel(ArticleDirections.of(new AnchorSet(anchors), 1));
      List<float[]> states = new ArrayList<>();
      for (int i = 0; i < 64; i++) {
        states.add(state(random, width));
      }
      double[] rounds = new double[ROUNDS + 1];
      double kept = 0;
      for (int round = 0; round < rounds.length; round++) {
        int rows = 40_000_000 / width / 10;
        long start = System.nanoTime();
        for (int row = 0; row < rows; row++) {
          kept += kernel.cosines(states.get(row % states.size())).centred()[0];
        }
        rounds[round] = (System.nanoTime() - start) / (double) rows;
      }
      double[] sorted = Arrays.stream(rounds, 1, rounds.length).sorted().toArray();
      System.out.printf(
          Locale.ROOT,
          "D = %d: %.0f ns a row, %.3f ns a component (sum %.3f)%n",
          width,
          sorted[ROUNDS / 2],
          sorted[ROUNDS / 2] / width,
          kept);
    }
  }

  private static float[] state(Random random, int width) {
    float[] out = new float[width];
    for (int d = 0; d < width; d++) {
      out[d] = (float) random.nextGaussian() + 1;
    }
    return out;
  }
}
