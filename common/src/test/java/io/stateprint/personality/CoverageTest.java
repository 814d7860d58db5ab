package io.stateprint.personality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.stateprint.inference.Clusters;
import io.stateprint.inference.Draws;
import io.stateprint.inference.Folds;
import io.stateprint.planted.PlantedWorld;
import io.stateprint.profile.PromptKey;
import io.stateprint.prompts.Style;
import io.stateprint.score.Headline;
import io.stateprint.score.LayerScore;
import io.stateprint.score.ModelComparison;
import io.stateprint.score.ReliableBand;
import io.stateprint.score.ScoreEstimator;
import io.stateprint.score.StyleComparison;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * How often a 95% interval holds what was planted, from states to headline, over 400 worlds. A
 * share of 400 has a standard error of 1.1 points, so that of one style may be two of these outside
 * of 93 to 97%; that of the four styles together, 1600 intervals, has 0.55 and may not.
 */
class CoverageTest {
  private static final double ERROR = Math.sqrt(0.95 * 0.05 / Trials.SEEDS);

  @ParameterizedTest(name = "{0} topics of {1} prompts a category")
  @CsvSource({"25,1", "12,2", "5,5"})
  void intervalsHoldThePlantedPercent(int topics, int prompts) {
    double[] shares =
        new Trials(Trials.law(topics, prompts, 16), Trials::usual)
            .coverage(Trials.SEEDS, PlantedBank::new);

    assertThat(shares[4]).isBetween(0.93, 0.97);
    for (Style style : Style.values()) {
      assertThat(shares[style.index()])
          .describedAs("%s", style)
          .isBetween(0.93 - 2 * ERROR, 0.97 + 2 * ERROR);
    }
  }

  @Test
  void drawsOfSinglePromptsDoNot() {
    double[] shares =
        new Trials(Trials.law(5, 5, 16), CoverageTest::ofSinglePrompts)
            .coverage(Trials.SEEDS, PlantedBank::new);

    assertThat(shares[4]).isLessThan(0.91);
  }

  /** Every prompt stands twice; a direction that has seen the copy fits the prompt's noise. */
  @Test
  void foldsThatSplitTopicsDrawScoresTowardsTheMiddle() {
    PlantedWorld.Law law = Trials.law(12, 1, 384);

    assertThat(ofCopies(new Trials(law, Trials::few))).isCloseTo(30, within(2.0));
    assertThat(ofCopies(new Trials(law, CoverageTest::foldedByPrompt))).isGreaterThan(33.5);
  }

  /** Mean score over 80 worlds at one layer, for the style whose percent is furthest from 50. */
  private static double ofCopies(Trials trials) {
    return IntStream.range(0, 80)
        .parallel()
        .mapToDouble(
            seed ->
                trials
                    .scores(new PlantedBank(new PlantedWorld(trials.law(), seed), 2), seed, 4)
                    .get(0)
                    .of(Style.TECHNICALITY)
                    .percent()
                    .value())
        .average()
        .orElseThrow();
  }

  @Test
  void readingALayerGivesTheSameScore() {
    PlantedBank bank = new PlantedBank(new PlantedWorld(Trials.law(6, 1, 16), 3));
    BankPlan plan = BankPlan.of(bank.prompts(), Trials.DRAWS, 1);
    List<LayerScore> scores =
        IntStream.of(4, 6)
            .mapToObj(l -> new LayerReader(plan, 1).read(bank.layer(l), l, (l + 1) / 8.0))
            .map(reading -> reading.facts().score())
            .toList();
    Headline read = Headline.of(ReliableBand.of(Style.EMPATHY, scores), scores);

    assertThat(read.percent())
        .isEqualTo(
            new Trials(bank.world().law(), Trials::usual)
                .headlines(bank, 1, 4, 6)
                .get(0)
                .percent());
  }

  /**
   * A/A: two models of one law, their own noise, the same prompts and draws. Over 1600 pairs the
   * share is 6.2%; that of 400 has a standard error of 1.1 points.
   */
  @Test
  void modelsThatDoNotDifferRaiseAlarmsInOneFamilyOfTwenty() {
    Trials trials = new Trials(Trials.law(25, 1, 12), Trials::usual);
    double alarms =
        IntStream.range(0, Trials.SEEDS)
            .parallel()
            .filter(
                seed ->
                    comparison(trials, 1000 + seed).stream()
                        .anyMatch(StyleComparison::distinguishable))
            .count();

    assertThat(alarms / Trials.SEEDS).isBetween(0.03, 0.07);
  }

  private static List<StyleComparison> comparison(Trials trials, int seed) {
    PlantedBank one = new PlantedBank(new PlantedWorld(trials.law(), 10_000 + 2 * seed));
    PlantedBank other = new PlantedBank(new PlantedWorld(trials.law(), 10_001 + 2 * seed));
    return ModelComparison.of(
        new ModelComparison.Pair(trials.headlines(one, seed, 4), trials.headlines(other, seed, 4)),
        trials.estimator().of(one.prompts(), seed).draws());
  }

  /** Prompts drawn within categories as if topics did not tie them together. */
  private static ScoreEstimator ofSinglePrompts(List<PromptKey> prompts, long seed) {
    Clusters clusters = Clusters.of(prompts);
    Draws alone = Draws.of(Clusters.of(alone(prompts)), Trials.DRAWS, seed);
    return Trials.with(new Draws(clusters, alone.weights()), Folds.five(clusters));
  }

  /** Folds as if every prompt were a topic. */
  private static ScoreEstimator foldedByPrompt(List<PromptKey> prompts, long seed) {
    return Trials.with(Trials.few(prompts, seed).draws(), shuffled(prompts.size()));
  }

  private static Folds shuffled(int prompts) {
    Random random = new Random(5);
    return new Folds(5, IntStream.range(0, prompts).map(p -> random.nextInt(5)).toArray());
  }

  private static List<PromptKey> alone(List<PromptKey> prompts) {
    return prompts.stream().map(p -> new PromptKey(p.id(), p.category(), p.id())).toList();
  }
}
