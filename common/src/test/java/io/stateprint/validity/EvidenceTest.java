package io.stateprint.validity;

import static org.assertj.core.api.Assertions.assertThat;

import io.stateprint.inference.Clusters;
import io.stateprint.inference.Folds;
import io.stateprint.inference.Halves;
import io.stateprint.profile.PromptKey;
import io.stateprint.prompts.Style;
import io.stateprint.score.Headline;
import io.stateprint.score.LayerGram;
import io.stateprint.score.LayerScore;
import io.stateprint.score.LayerStates;
import io.stateprint.score.ReliableBand;
import io.stateprint.score.ScoreEstimator;
import io.stateprint.score.Synthetic;
import java.util.List;
import org.apache.commons.math3.stat.StatUtils;
import org.junit.jupiter.api.Test;

class EvidenceTest {
  private static final double[] LEAN = {0.6, 0.3, 0.45, 0.2};

  @Test
  void aSoundScorePassesAndAnEmptyBandIsGradedX() {
    List<PromptKey> bank = Synthetic.bank(8, 2);
    assertThat(tests(bank, 12)).allMatch(test -> test.colour() == Colour.GREEN);
    List<ValidityTest> nothing = tests(bank, 0);
    assertThat(nothing.get(0).check()).isEqualTo(Check.V1);
    assertThat(nothing.get(0).colour()).isEqualTo(Colour.RED);
    assertThat(nothing.subList(1, 5)).allMatch(test -> test.colour() == Colour.NOT_RUN);
    assertThat(Grade.of(nothing)).isEqualTo(Grade.X);
  }

  private static List<ValidityTest> tests(List<PromptKey> bank, double strength) {
    LayerGram gram = new Synthetic(bank, 32, strength, LEAN, 4).gram();
    LayerScore score = ScoreEstimator.of(bank, 200, 1).score(gram);
    ReliableBand band = ReliableBand.of(Style.EMPATHY, List.of(score));
    return Evidence.of(
        Headline.of(band, List.of(score)),
        List.of(score),
        List.of(
            LayerEvidence.of(gram, Clusters.of(bank), Folds.five(Clusters.of(bank)), 1)
                .get(Style.EMPATHY.index())));
  }

  @Test
  void halvesOfOneModelDifferInOneIntervalOfTwenty() {
    List<PromptKey> bank = Synthetic.bank(25, 1);
    Clusters clusters = Clusters.of(bank);
    double sum = 0;
    int models = 5;
    for (int seed = 0; seed < models; seed++) {
      LayerScore score =
          ScoreEstimator.of(bank, 10, 1).score(new Synthetic(bank, 24, 8, LEAN, seed).gram());
      sum +=
          FalseAlarms.of(
                  List.of(score.of(Style.EMPATHY)), clusters, Halves.of(clusters, 200, seed), seed)
              / models;
    }
    assertThat(sum).isBetween(0.03, 0.07);
  }

  @Test
  void randomDirectionsDetectNothing() {
    double sum = 0;
    for (int seed = 0; seed < 20; seed++) {
      LayerStates states = new Synthetic(Synthetic.bank(8, 1), 256, 8, LEAN, seed).states();
      sum +=
          StatUtils.mean(
                  RandomDirections.aucs(
                      states.plus()[0],
                      states.minus()[0],
                      RandomDirections.gaussian(RandomDirections.USUAL, 256, new int[0], seed)))
              / 20;
    }
    assertThat(sum).isBetween(0.45, 0.55);
  }

  @Test
  void tooFewTopicsForHalvesHaveNoFalseAlarms() {
    List<PromptKey> bank = Synthetic.bank(3, 2);
    Clusters clusters = Clusters.of(bank);
    LayerScore score =
        ScoreEstimator.of(bank, 10, 1).score(new Synthetic(bank, 8, 8, LEAN, 1).gram());
    assertThat(
            FalseAlarms.of(
                List.of(score.of(Style.EMPATHY)), clusters, Halves.of(clusters, 5, 1), 1))
        .isNaN();
  }
}
