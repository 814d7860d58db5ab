package io.stateprint.personality;

import io.stateprint.direction.Calibration;
import io.stateprint.inference.Clusters;
import io.stateprint.inference.Draws;
import io.stateprint.inference.Folds;
import io.stateprint.inference.Halves;
import io.stateprint.planted.PlantedWorld;
import io.stateprint.profile.PromptKey;
import io.stateprint.prompts.Style;
import io.stateprint.score.Headline;
import io.stateprint.score.LayerGram;
import io.stateprint.score.LayerScore;
import io.stateprint.score.ReliableBand;
import io.stateprint.score.ScoreEstimator;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * The way of a score from states to headline, over many planted worlds of one law. What a seed
 * gives does not depend on how many threads there are.
 *
 * @param law of the worlds
 * @param estimator of a world's prompts, made anew for every world
 */
record Trials(PlantedWorld.Law law, Maker estimator) {
  static final int SEEDS = 400;
  static final int DRAWS = 400;
  private static final int DEPTH = 8;

  /** Makes an estimator of prompts, its draws from a seed. */
  interface Maker {
    ScoreEstimator of(List<PromptKey> prompts, long seed);
  }

  /** Eight layers, style written from layer 3 on. */
  static PlantedWorld.Law law(int topics, int prompts, int width) {
    return PlantedWorld.Law.standard()
        .with(new PlantedWorld.Shape(topics, prompts, width, DEPTH))
        .rising(3, 0);
  }

  /** The estimator of the product. */
  static ScoreEstimator usual(List<PromptKey> prompts, long seed) {
    return ScoreEstimator.of(prompts, DRAWS, seed);
  }

  /** The same with so few draws that there is a value, but hardly an interval. */
  static ScoreEstimator few(List<PromptKey> prompts, long seed) {
    return ScoreEstimator.of(prompts, 20, seed);
  }

  /** The same with other draws or folds. */
  static ScoreEstimator with(Draws draws, Folds folds) {
    Clusters clusters = draws.clusters();
    return new ScoreEstimator(clusters, folds, Halves.of(clusters, Halves.USUAL, 2), draws);
  }

  /** Headlines of one world, (K); models that are compared share the seed of the draws. */
  List<Headline> headlines(PlantedBank bank, long seed, int... layers) {
    List<LayerScore> scores = scores(bank, seed, layers);
    return Arrays.stream(Style.values())
        .map(style -> Headline.of(ReliableBand.of(style, scores), scores))
        .toList();
  }

  /** Scores of one world at some layers. */
  List<LayerScore> scores(PlantedBank bank, long seed, int... layers) {
    List<PromptKey> prompts = bank.prompts();
    BankPlan plan = new BankPlan(prompts, estimator.of(prompts, seed));
    return IntStream.of(layers).mapToObj(l -> score(plan, bank.layer(l), l)).toList();
  }

  private static LayerScore score(BankPlan plan, SampledBank bank, int layer) {
    List<SampledText> calm = bank.texts(SampledBank.CALIBRATION);
    float[][] neutral =
        bank.states(
            SampledBank.CALIBRATION,
            SampledBank.DEFAULT,
            calm.stream().map(SampledText::id).toList());
    Calibration calibration =
        Calibration.of(List.of(neutral), calm.stream().map(SampledText::topic).toList());
    double depth = (layer + 1.0) / DEPTH;
    return plan.estimator()
        .score(
            LayerGram.of(
                bank.paired(SampledBank.PROMPT, plan.ids(), layer, depth), calibration, neutral));
  }

  /**
   * The share of intervals that hold the planted percent: each style, then all, (K + 1). A style
   * without a number holds nothing.
   */
  double[] coverage(int seeds, Function<PlantedWorld, PlantedBank> bank) {
    double[][] held =
        IntStream.range(0, seeds)
            .parallel()
            .mapToObj(seed -> held(new PlantedWorld(law, seed), bank))
            .toArray(double[][]::new);
    double[] out = new double[Style.values().length + 1];
    for (double[] row : held) {
      for (int k = 0; k < row.length; k++) {
        out[k] += row[k] / seeds;
        out[row.length] += row[k] / seeds / row.length;
      }
    }
    return out;
  }

  private double[] held(PlantedWorld world, Function<PlantedWorld, PlantedBank> bank) {
    return headlines(bank.apply(world), world.seed(), 4, 6).stream()
        .mapToDouble(
            headline ->
                headline.percent().present()
                        && headline.percent().interval().contains(world.percent(headline.style()))
                    ? 1
                    : 0)
        .toArray();
  }
}
