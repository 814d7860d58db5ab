package io.stateprint.personality;

import io.stateprint.depth.DepthLayer;
import io.stateprint.depth.ReadOut;
import io.stateprint.inference.CategoryShuffles;
import io.stateprint.inference.Clusters;
import io.stateprint.inference.Halves;
import io.stateprint.profile.PromptKey;
import io.stateprint.prompts.Style;
import io.stateprint.score.CategoryContrasts;
import io.stateprint.score.Dominance;
import io.stateprint.score.Headline;
import io.stateprint.score.LayerScore;
import io.stateprint.score.ReliableBand;
import io.stateprint.validity.FalseAlarms;
import io.stateprint.validity.ValidityTest;
import java.io.Serializable;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;

/**
 * What a model is like under one pooling, on its own scale.
 *
 * @param pooling {@code last} or {@code user}
 * @param categories in the order of every array over categories, (C)
 * @param prompts in the order of every array over prompts, (P)
 * @param layers the sampled layers, ascending, (L)
 * @param verdicts one a style, (K)
 * @param dominance which style stands out over the layers that are reliable for all styles
 * @param readOut where style reads out
 * @param texts what was sampled beside the prompts
 */
public record Personality(
    String pooling,
    List<String> categories,
    List<PromptKey> prompts,
    List<LayerFacts> layers,
    List<StyleVerdict> verdicts,
    Dominance dominance,
    ReadOut readOut,
    BankTexts texts)
    implements Serializable {
  private static final int SHUFFLES = 999;

  /**
   * Assembles it.
   *
   * @param pooling of the readings
   * @param plan of the bank
   * @param readings of every sampled layer, in any order
   * @param texts what the checks need to know of the texts
   * @param seed of every random choice
   */
  public static Personality of(
      String pooling, BankPlan plan, List<LayerReading> readings, BankTexts texts, long seed) {
    List<LayerReading> layers =
        readings.stream().sorted(Comparator.comparingInt(LayerReading::layer)).toList();
    List<LayerScore> scores = layers.stream().map(l -> l.facts().score()).toList();
    Clusters clusters = plan.estimator().clusters();
    List<Headline> headlines =
        Arrays.stream(Style.values())
            .map(style -> Headline.of(ReliableBand.of(style, scores), scores))
            .toList();
    double[] falseAlarms = falseAlarms(headlines, scores, clusters, seed);
    VerdictMaker maker = new VerdictMaker(plan, layers, texts);
    List<StyleVerdict> verdicts =
        headlines.stream()
            .map(
                headline ->
                    maker.verdict(
                        headline,
                        falseAlarms[headline.style().index()],
                        CategoryContrasts.of(headline, clusters.categories())))
            .toList();
    List<DepthLayer> depths =
        layers.stream()
            .map(one -> DepthLayer.of(one.facts().score(), one.facts().standings()))
            .toList();
    return new Personality(
        pooling,
        clusters.categories(),
        plan.keys(),
        layers.stream().map(LayerReading::facts).toList(),
        verdicts,
        dominance(layers, depths, clusters),
        ReadOut.of(
            depths, plan.estimator().draws(), 0, CategoryShuffles.of(clusters, SHUFFLES, seed + 2)),
        texts);
  }

  private static double[] falseAlarms(
      List<Headline> headlines, List<LayerScore> scores, Clusters clusters, long seed) {
    return FalseAlarms.ofStyles(
        headlines.stream().map(headline -> headline.ofBand(scores)).toList(),
        clusters,
        Halves.of(clusters, FalseAlarms.SPLITS, seed + 3),
        seed + 4);
  }

  private static Dominance dominance(
      List<LayerReading> layers, List<DepthLayer> depths, Clusters clusters) {
    List<LayerReading> reliable =
        java.util.stream.IntStream.range(0, layers.size())
            .filter(l -> depths.get(l).reliable())
            .mapToObj(layers::get)
            .toList();
    double[][] observed =
        reliable.stream()
            .map(one -> means(one.facts().standings(), clusters))
            .toArray(double[][]::new);
    double[][][] drawn = reliable.stream().map(LayerReading::drawn).toArray(double[][][]::new);
    return Dominance.of(observed, drawn, clusters.freedom());
  }

  /** Mean Z of each style, categories weighing the same, (K). */
  private static double[] means(double[][] standings, Clusters clusters) {
    double[] weights = clusters.observed();
    double[] out = new double[standings[0].length];
    for (int p = 0; p < standings.length; p++) {
      for (int k = 0; k < out.length; k++) {
        out[k] += weights[p] * standings[p][k] / clusters.categories().size();
      }
    }
    return out;
  }

  /** The same with one more check of each style, (K). */
  public Personality with(List<ValidityTest> tests) {
    return new Personality(
        pooling,
        categories,
        prompts,
        layers,
        verdicts.stream().map(one -> one.with(tests.get(one.headline().style().index()))).toList(),
        dominance,
        readOut,
        texts);
  }

  /** The same where an external check of the model failed: no number of it has grade A (W28). */
  public Personality blocked() {
    return new Personality(
        pooling,
        categories,
        prompts,
        layers,
        verdicts.stream().map(StyleVerdict::blocked).toList(),
        dominance,
        readOut,
        texts);
  }

  /** Paraphrases beside their originals. */
  public Rewordings rewordings(Style style) {
    return Rewordings.of(
        of(style).headline(), layers, texts, prompts.stream().map(PromptKey::id).toList());
  }

  /** The verdict of a style. */
  public StyleVerdict of(Style style) {
    return verdicts.get(style.index());
  }

  /**
   * The same without the draws of each layer: a twentieth of the memory. Headlines keep theirs, so
   * models can still be compared; what a part of the depth shows has to be taken before.
   */
  public Personality withoutLayerDraws() {
    return new Personality(
        pooling,
        categories,
        prompts,
        layers.stream().map(LayerFacts::withoutDraws).toList(),
        verdicts,
        dominance,
        readOut,
        texts);
  }

  /** Codes of all warnings, sorted. */
  public List<String> warnings() {
    TreeSet<String> codes = new TreeSet<>();
    layers.forEach(layer -> layer.pitfalls().forEach(pitfall -> codes.add(pitfall.name())));
    verdicts.forEach(verdict -> verdict.pitfalls().forEach(pitfall -> codes.add(pitfall.name())));
    return List.copyOf(codes);
  }
}
