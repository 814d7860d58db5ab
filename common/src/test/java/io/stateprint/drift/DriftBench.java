package io.stateprint.drift;

import io.stateprint.evidence.SignFlip;
import io.stateprint.geometry.CentredStates;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Prints what a layer and a self-test cost with 20 replicates of 50 prompts, one thread; run as
 * {@code TrajectoryBench} is.
 */
public final class DriftBench {
  private static final int PROMPTS = 50;
  private static final int WIDTH = 4096;
  private static final int LAYERS = 32;

  private DriftBench() {}

  /** Runs it. */
  public static void main(String[] arguments) {
    SplittableRandom random = new SplittableRandom(1);
    float[][][] states = new float[20][][];
    Arrays.setAll(states, r -> states(random, PROMPTS));
    List<String> prompts = IntStream.range(0, PROMPTS).mapToObj(x -> "p" + x).toList();
    double[][] axes = new double[4][WIDTH];
    for (int k = 0; k < 4; k++) {
      axes[k][k] = 1;
    }
    LayerReference reference =
        new LayerReference(0, 1, prompts, states, CentredStates.raw(WIDTH), axes);
    LayerRun run = new LayerRun(0, prompts, states(random, PROMPTS));
    LabelDraws draws = LabelDraws.of(PROMPTS, 20, 1999, 1);
    long start = System.nanoTime();
    LayerBaseline baseline = LayerBaseline.of(reference);
    long floor = System.nanoTime();
    LayerDrift drift = LayerDrift.of(reference, baseline, run, draws);
    long compared = System.nanoTime();
    RunDrift.of(Collections.nCopies(LAYERS, drift), new SignFlip.Draws(1999, 1), 0.01);
    long tested = System.nanoTime();
    SelfTest.of(
        Collections.nCopies(LAYERS, baseline),
        new SelfTest.Plan(new SignFlip.Draws(499, 1), 400, 0.01));
    long self = System.nanoTime();
    System.out.printf(
        Locale.ROOT,
        "a layer of width %d: floor %.1f s, run %.1f s; %d layers: test %.1f s, self-test %.1f s%n",
        WIDTH,
        (floor - start) / 1e9,
        (compared - floor) / 1e9,
        LAYERS,
        (tested - compared) / 1e9,
        (self - tested) / 1e9);
  }

  private static float[][] states(SplittableRandom random, int prompts) {
    float[][] out = new float[prompts][WIDTH];
    for (float[] state : out) {
      for (int d = 0; d < WIDTH; d++) {
        state[d] = (float) random.nextGaussian();
      }
    }
    return out;
  }
}
