package io.stateprint.score;

import io.stateprint.inference.Draws;
import io.stateprint.prompts.Style;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * Times one pair of models: 100 prompts, all layers, 2000 draws, four styles; then counts how often
 * intervals hold the truth over seeds. {@code TrajectoryBench} says how to run it; arguments:
 * layers, width, seeds.
 */
public final class ScoreBench {
  private static final double[] LEAN = {0.6, 0.3, 0.45, 0.2};

  private ScoreBench() {}

  /** Prints seconds. */
  public static void main(String[] arguments) {
    int layers = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 32;
    int width = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 576;
    ScoreEstimator estimator = ScoreEstimator.of(Synthetic.bank(25, 1), Draws.USUAL, 1);
    LayerStates states = new Synthetic(Synthetic.bank(25, 1), width, 8, LEAN, 1).states();
    Synthetic world = new Synthetic(Synthetic.bank(25, 1), width, 8, LEAN, 1);
    float[][] neutral = world.neutral();
    long began = System.nanoTime();
    LayerGram gram = LayerGram.of(states, world.calibration(), neutral);
    print("inner products of one layer, width " + width, began);
    for (int round = 0; round < 2; round++) {
      began = System.nanoTime();
      List<List<LayerScore>> models =
          IntStream.range(0, 2)
              .mapToObj(
                  m ->
                      IntStream.range(0, layers)
                          .parallel()
                          .mapToObj(l -> estimator.score(gram))
                          .toList())
              .toList();
      print("two models of " + layers + " layers, 2000 draws", began);
      began = System.nanoTime();
      List<List<Headline>> headlines =
          models.stream()
              .map(
                  model ->
                      Arrays.stream(Style.values())
                          .map(style -> Headline.of(ReliableBand.of(style, model), model))
                          .toList())
              .toList();
      ModelComparison.of(
          new ModelComparison.Pair(headlines.get(0), headlines.get(1)), estimator.draws());
      print("headlines and comparison", began);
      began = System.nanoTime();
      Standings.means(gram, estimator.folds(), estimator.clusters(), estimator.draws().weights());
      print("standings of one layer, 2000 draws", began);
    }
    int seeds = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 0;
    if (seeds > 0) {
      coverage(25, 1, seeds);
      coverage(12, 2, seeds);
      coverage(5, 5, seeds);
    }
  }

  private static void coverage(int topics, int each, int seeds) {
    ScoreEstimator estimator = ScoreEstimator.of(Synthetic.bank(topics, each), 1000, 1);
    double[] truth = {60, 30, 45, 20};
    long held =
        IntStream.range(0, seeds)
            .parallel()
            .mapToLong(
                seed -> {
                  Synthetic world =
                      new Synthetic(Synthetic.bank(topics, each), 24, 6, LEAN, seed + 1000);
                  return estimator.score(world.gram()).styles().stream()
                      .filter(
                          style ->
                              style.percent().interval().contains(truth[style.style().index()]))
                      .count();
                })
            .sum();
    System.out.printf(
        Locale.ROOT,
        "%d topics of %d prompts a category: %.3f of %d intervals hold the truth%n",
        topics,
        each,
        held / 4.0 / seeds,
        4 * seeds);
  }

  private static void print(String what, long began) {
    System.out.printf(Locale.ROOT, "%s: %.2f s%n", what, (System.nanoTime() - began) / 1e9);
  }
}
