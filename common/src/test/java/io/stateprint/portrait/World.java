package io.stateprint.portrait;

import io.stateprint.direction.AnchorSet;
import io.stateprint.direction.AnchorState;
import io.stateprint.direction.ArticleDirections;
import io.stateprint.direction.LayerDirections;
import io.stateprint.profile.LayerScores;
import io.stateprint.profile.PromptKey;
import io.stateprint.prompts.Style;
import io.stateprint.trajectory.CosineKernel;
import io.stateprint.trajectory.PromptCosines;
import io.stateprint.trajectory.StyleCosines;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * A simulated model: anchors lie along planted directions at every layer; prompts follow a style
 * from a planted layer on.
 *
 * @param layers of the model
 * @param decision the layer from which prompts follow the style; {@code layers} for never
 * @param strength how far they follow it
 * @param seed of all noise; the planted directions are always the same
 */
public record World(int layers, int decision, double strength, long seed) {
  static final int WIDTH = 48;
  static final List<String> CATEGORIES = List.of("support", "creative", "analytic", "emotional");

  /** 40 prompts in four categories, a topic each. */
  public static List<PromptKey> prompts() {
    return IntStream.range(0, 40)
        .mapToObj(p -> new PromptKey("p" + p, CATEGORIES.get(p % 4), "t" + p))
        .toList();
  }

  /** Scores of all layers in which the prompts follow one style. */
  public List<LayerScores> scores(Style style) {
    Random truth = new Random(2);
    Random random = new Random(seed);
    double[][] planted = new double[4][WIDTH];
    for (double[] direction : planted) {
      for (int d = 0; d < WIDTH; d++) {
        direction[d] = truth.nextGaussian();
      }
    }
    for (int d = 0; d < WIDTH; d++) {
      double mean = (planted[0][d] + planted[1][d] + planted[2][d] + planted[3][d]) / 4;
      for (double[] direction : planted) {
        direction[d] -= mean;
      }
    }
    double[] centre = state(new double[WIDTH], 0, 3, truth);
    List<LayerScores> out = new ArrayList<>();
    for (int layer = 0; layer < layers; layer++) {
      double follow = layer >= decision ? strength : 0;
      out.add(layer(layer, new Planted(centre, planted, follow), style, random));
    }
    return out;
  }

  /** What is planted: where states lie, the styles' directions, and how far prompts follow. */
  private record Planted(double[] centre, double[][] directions, double follow) {}

  private LayerScores layer(int layer, Planted planted, Style style, Random random) {
    List<AnchorState> anchors = new ArrayList<>();
    for (Style one : Style.values()) {
      for (int f = 0; f < 6; f++) {
        for (int t = 0; t < 4; t++) {
          double[] state = state(planted.directions()[one.index()], 1, 0.6, random);
          anchors.add(new AnchorState(one, "f" + f, "t" + t, sum(planted.centre(), state)));
        }
      }
    }
    LayerDirections directions = ArticleDirections.of(new AnchorSet(anchors), seed);
    CosineKernel kernel = new CosineKernel(directions);
    List<StyleCosines> prompts =
        IntStream.range(0, 40)
            .mapToObj(
                p ->
                    kernel.cosines(
                        sum(
                            planted.centre(),
                            state(
                                planted.directions()[style.index()], planted.follow(), 1, random))))
            .toList();
    return new LayerScores(
        layer,
        (layer + 1.0) / layers,
        new LayerScores.AnchorGeometry(
            directions.gram(),
            directions.frameStyle(),
            directions.frameSizes(),
            directions.heldOut(),
            directions.reliability(),
            directions.massive().length,
            directions.topShare()),
        0.3,
        PromptCosines.of(prompts));
  }

  private static double[] state(double[] direction, double along, double noise, Random random) {
    double[] out = new double[WIDTH];
    for (int d = 0; d < WIDTH; d++) {
      out[d] = along * direction[d] + noise * random.nextGaussian();
    }
    return out;
  }

  private static float[] sum(double[] a, double[] b) {
    float[] out = new float[WIDTH];
    for (int d = 0; d < WIDTH; d++) {
      out[d] = (float) (a[d] + b[d]);
    }
    return out;
  }
}
