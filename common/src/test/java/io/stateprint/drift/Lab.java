package io.stateprint.drift;

import io.stateprint.geometry.CentredStates;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * A simulated model under nuisances: every run of a prompt gives its state and noise.
 *
 * @param layers true ids
 * @param seed of everything
 * @param offset how large the part of the noise is that all prompts of a run share
 */
record Lab(int[] layers, long seed, double offset) {
  static final int PROMPTS = 12;
  static final int WIDTH = 16;
  static final int STYLES = 4;
  static final int REPLICATES = 20;
  private static final double NOISE = 0.05;

  List<LayerReference> reference() {
    SplittableRandom random = new SplittableRandom(seed);
    float[][][][] runs = new float[REPLICATES][][][];
    Arrays.setAll(runs, r -> run(random));
    List<LayerReference> out = new ArrayList<>();
    for (int l = 0; l < layers.length; l++) {
      int layer = l;
      out.add(
          new LayerReference(
              layers[l],
              (l + 1.0) / layers.length,
              prompts(),
              Arrays.stream(runs).map(run -> run[layer]).toArray(float[][][]::new),
              new CentredStates(centre(), new int[0]),
              axes()));
    }
    return out;
  }

  /** A run, (L, n, D), without any change. */
  float[][][] run(SplittableRandom random) {
    float[][][] out = new float[layers.length][PROMPTS][WIDTH];
    SplittableRandom truth = new SplittableRandom(4);
    double[] shared = new double[WIDTH];
    Arrays.setAll(shared, d -> offset * NOISE * random.nextGaussian());
    for (float[][] layer : out) {
      for (int x = 0; x < PROMPTS; x++) {
        double own = NOISE * (0.5 + x / (double) PROMPTS);
        for (int d = 0; d < WIDTH; d++) {
          layer[x][d] =
              (float) (3 + truth.nextGaussian() + shared[d] + own * random.nextGaussian());
        }
      }
    }
    return out;
  }

  /** Adds to all prompts at some layers. */
  static void shift(float[][] layer, double[] axis, double along) {
    for (float[] state : layer) {
      for (int d = 0; d < WIDTH; d++) {
        state[d] += (float) (along * axis[d]);
      }
    }
  }

  List<LayerDrift> drift(
      List<LayerReference> reference, List<LayerBaseline> baselines, float[][][] run) {
    LabelDraws draws = LabelDraws.of(PROMPTS, REPLICATES, 399, seed);
    return IntStream.range(0, layers.length)
        .mapToObj(
            l ->
                LayerDrift.of(
                    reference.get(l),
                    baselines.get(l),
                    new LayerRun(layers[l], prompts(), run[l]),
                    draws))
        .toList();
  }

  static List<LayerBaseline> baselines(List<LayerReference> reference) {
    return reference.stream().map(LayerBaseline::of).toList();
  }

  static List<String> prompts() {
    return IntStream.range(0, PROMPTS).mapToObj(x -> "p" + x).toList();
  }

  static double[][] axes() {
    SplittableRandom random = new SplittableRandom(8);
    double[][] out = new double[STYLES][WIDTH];
    for (double[] axis : out) {
      double square = 0;
      for (int d = 0; d < WIDTH; d++) {
        axis[d] = random.nextGaussian();
        square += axis[d] * axis[d];
      }
      for (int d = 0; d < WIDTH; d++) {
        axis[d] /= Math.sqrt(square);
      }
    }
    return out;
  }

  private static double[] centre() {
    double[] centre = new double[WIDTH];
    Arrays.fill(centre, 3);
    return centre;
  }
}
