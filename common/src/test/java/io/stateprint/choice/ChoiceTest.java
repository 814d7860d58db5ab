package io.stateprint.choice;

import static io.stateprint.evidence.Golden.assertNear;
import static io.stateprint.evidence.Golden.cube;
import static io.stateprint.evidence.Golden.table;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.stateprint.choice.Candidate.Measured;
import io.stateprint.choice.Desirability.Better;
import io.stateprint.choice.TaskProfile.Wish;
import io.stateprint.evidence.Golden;
import io.stateprint.evidence.TooFewException;
import io.stateprint.prompts.Style;
import io.stateprint.sampling.Pooling;
import io.stateprint.storage.InputException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ChoiceTest {
  private static final int FREEDOM = 30;
  private static final Feature SCORE = Feature.of(FeatureKind.SCORE, Style.TECHNICALITY);
  private static final Feature HALF_RISE = Feature.of(FeatureKind.HALF_RISE, null);
  private static final Feature WIDTH = Feature.of(FeatureKind.WIDTH, null);
  private static final TaskProfile PROFILE =
      new TaskProfile(
          "own",
          "1",
          "weights are editorial",
          Pooling.LAST,
          List.of(
              new Wish(SCORE, 3, new Desirability(Better.HIGHER, 20, 50, 80, 1)),
              new Wish(HALF_RISE, 2, new Desirability(Better.LOWER, 0.3, 0.5, 0.8, 2)),
              new Wish(WIDTH, 1, new Desirability(Better.TARGET, 0, 0.2, 0.6, 1))),
          new TaskProfile.Source("own.json", "0", false));

  @Test
  void fitsAgreeWithNumPy() {
    JsonNode expected = Golden.of("choice");
    double[][] estimates = table(expected.get("estimates"));
    double[][][] replicates = cube(expected.get("replicates"));
    List<Candidate> candidates = new ArrayList<>();
    List<Feature> features = List.of(SCORE, HALF_RISE, WIDTH);
    for (int m = 0; m < 3; m++) {
      Map<Feature, Measured> measured = new HashMap<>();
      for (int i = 0; i < 3; i++) {
        measured.put(
            features.get(i), new Measured(estimates[m][i], replicates[m][i], FREEDOM, "A"));
      }
      candidates.add(new Candidate("m" + m, measured));
    }
    Choice choice = Choice.of(PROFILE, candidates, 1);

    assertThat(choice.fits()).extracting(Fit::model).containsExactly("m0", "m1", "m2");
    for (int m = 0; m < 3; m++) {
      Fit fit = choice.fits().get(m);
      assertNear(fit.value(), expected.get("fit").get(m));
      assertNear(fit.interval().low(), expected.get("interval").get(m).get(0));
      assertNear(fit.interval().high(), expected.get("interval").get(m).get(1));
      assertNear(fit.probabilityBest(), expected.get("best").get(m));
      assertThat(fit.indistinguishable())
          .isEqualTo(expected.get("indistinguishable").get(m).asBoolean());
      if (m > 0) {
        assertNear(fit.behind().low(), expected.get("behind").get(m - 1).get(0));
        assertNear(fit.behind().high(), expected.get("behind").get(m - 1).get(1));
      }
    }
    assertThat(choice.indistinguishable()).containsExactly("m0", "m1");
    assertThat(choice.winner()).isEmpty();
  }

  @Test
  void equalModelsSeldomHaveAWinner() {
    int winners = 0;
    int leftOut = 0;
    for (int seed = 0; seed < 300; seed++) {
      Choice choice = Choice.of(PROFILE, candidates(new double[] {50, 50, 50, 50, 50}, seed), seed);
      winners += choice.winner().isPresent() ? 1 : 0;
      leftOut += choice.indistinguishable().size() < 5 ? 1 : 0;
    }

    assertThat(leftOut / 300.0).isLessThanOrEqualTo(0.08);
    assertThat(winners).isLessThanOrEqualTo(2);
  }

  @Test
  void aClearlyBetterModelWinsAndHoldsUnderOtherWeights() {
    Choice choice = Choice.of(PROFILE, candidates(new double[] {25, 78, 30}, 1), 1);

    assertThat(choice.winner()).contains("m1");
    assertThat(choice.holds()).isEqualTo(1);
    assertThat(choice.fits().get(0).probabilityBest()).isGreaterThan(0.99);
  }

  @Test
  void noWinnerIsNamedWhereTheSetHasMoreThanOneMember() {
    for (int seed = 0; seed < 200; seed++) {
      Choice choice = Choice.of(PROFILE, candidates(new double[] {50, 56, 45, 60}, seed), seed);

      assertThat(choice.winner().isPresent()).isEqualTo(choice.indistinguishable().size() == 1);
      assertThat(choice.indistinguishable()).startsWith(choice.fits().get(0).model());
    }
  }

  @Test
  void failedFeaturesAreDroppedForAllModelsAndWeightsRenormalised() {
    List<Candidate> candidates = candidates(new double[] {40, 75}, 1);
    Map<Feature, Measured> failed = new HashMap<>(candidates.get(1).features());
    failed.computeIfPresent(
        WIDTH, (key, old) -> new Measured(old.estimate(), old.replicates(), FREEDOM, "X"));
    failed.remove(HALF_RISE);
    Choice choice = Choice.of(PROFILE, List.of(candidates.get(0), new Candidate("m1", failed)), 1);

    assertThat(choice.dropped())
        .containsExactly(
            new Dropped(HALF_RISE, "m1", Dropped.Reason.NOT_MEASURED, null),
            new Dropped(WIDTH, "m1", Dropped.Reason.FAILED, null));
    double score = requireNonNull(candidates.get(0).features().get(SCORE)).estimate();
    Fit last = choice.fits().get(1);
    assertThat(last.value())
        .isEqualTo((score - 20) / 60, org.assertj.core.data.Offset.offset(1e-12));
  }

  @Test
  void whatFailedDecidesNothingByItself() {
    Feature failed = Feature.of(FeatureKind.FAILED_SHARE, null);
    TaskProfile profile =
        new TaskProfile(
            "own",
            "1",
            "",
            Pooling.LAST,
            List.of(
                PROFILE.wishes().get(0),
                new Wish(failed, 1, new Desirability(Better.LOWER, 0, 0.25, 0.5, 1))),
            PROFILE.source());
    Measured share = new Measured(0.25, new double[500], FREEDOM, "A");
    Measured red = new Measured(50, new double[500], FREEDOM, "X");
    List<Candidate> all =
        List.of(
            new Candidate("a", Map.of(SCORE, red, failed, share)),
            new Candidate("b", Map.of(SCORE, red, failed, share)));

    assertThat(Choice.isPossible(profile, all)).isFalse();
    assertThat(Choice.dropped(profile, all))
        .extracting(Dropped::model, Dropped::reason)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("a", Dropped.Reason.FAILED),
            org.assertj.core.groups.Tuple.tuple("b", Dropped.Reason.FAILED));
    assertThatThrownBy(() -> Choice.of(profile, all, 1))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("score technicality of a: grade X; score technicality of b");
  }

  @Test
  void refusesWhatCannotBeChosen() {
    List<Candidate> two = candidates(new double[] {40, 75}, 1);
    assertThatThrownBy(() -> Choice.of(PROFILE, two.subList(0, 1), 1))
        .isInstanceOf(TooFewException.class)
        .hasMessageContaining("1 models, at least 2");
    List<Candidate> bare = List.of(two.get(0), new Candidate("bare", Map.of()));
    assertThatThrownBy(() -> Choice.of(PROFILE, bare, 1))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("score technicality of bare: not measured");
    Map<Feature, Measured> other = new HashMap<>(two.get(1).features());
    other.put(SCORE, new Measured(50, new double[7], FREEDOM, "A"));
    assertThatThrownBy(() -> Choice.of(PROFILE, List.of(two.get(0), new Candidate("m1", other)), 1))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("score technicality of m1 has 7 replicates, 500 are expected");
  }

  @Test
  void desirabilitiesEndAtTheirKnots() {
    Desirability higher = new Desirability(Better.HIGHER, 20, 50, 80, 1);
    Desirability target = new Desirability(Better.TARGET, 0, 0.2, 0.6, 1);

    assertThat(higher.of(10)).isZero();
    assertThat(higher.of(50)).isEqualTo(0.5);
    assertThat(higher.of(90)).isEqualTo(1);
    assertThat(target.of(0.2)).isEqualTo(1);
    assertThat(target.of(0.7)).isZero();
    assertThat(target.of(Double.NaN)).isZero();
  }

  /** Models of some technicality, measured with error; all else is equal. */
  private static List<Candidate> candidates(double[] scores, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Candidate> out = new ArrayList<>();
    for (int m = 0; m < scores.length; m++) {
      out.add(
          new Candidate(
              "m" + m,
              Map.of(
                  SCORE, measured(scores[m], 4, random),
                  HALF_RISE, measured(0.5, 0.04, random),
                  WIDTH, measured(0.25, 0.03, random))));
    }
    return out;
  }

  private static Measured measured(double truth, double spread, SplittableRandom random) {
    double estimate = truth + spread * random.nextGaussian();
    double[] replicates = new double[500];
    for (int r = 0; r < replicates.length; r++) {
      replicates[r] = estimate + spread * random.nextGaussian();
    }
    return new Measured(estimate, replicates, FREEDOM, "A");
  }
}
