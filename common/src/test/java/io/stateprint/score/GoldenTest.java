package io.stateprint.score;

import static io.stateprint.inference.Golden.assertNear;
import static io.stateprint.score.GoldenLayers.CLUSTERS;
import static io.stateprint.score.GoldenLayers.ESTIMATOR;
import static io.stateprint.score.GoldenLayers.FOLDS;
import static io.stateprint.score.GoldenLayers.MODELS;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.stateprint.direction.Nuisance;
import io.stateprint.direction.PairedDirections;
import io.stateprint.direction.Shrinkage;
import io.stateprint.direction.Whitening;
import io.stateprint.inference.Folds;
import io.stateprint.inference.Golden;
import io.stateprint.score.GoldenLayers.Layer;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against NumPy and SciPy, which work in the full width. */
class GoldenTest {
  @ParameterizedTest
  @CsvSource({"0,0", "0,1", "0,2", "1,0", "1,1", "1,2"})
  void directionsAgree(int model, int l) {
    Layer layer = MODELS[model][l];
    JsonNode expected = layer.expected();
    PairedDirections directions =
        PairedDirections.of(
            layer.states().plus(),
            layer.states().minus(),
            CLUSTERS.observed(),
            new int[] {1, 1, 1, 1});

    assertNear(layer.calibration().mean(), expected.get("mean"));
    assertThat(layer.calibration().massive()).isEqualTo(Golden.ints(expected.get("massive")));
    assertNear(directions.unit(), expected.get("unit"));
    assertNear(directions.unique(), expected.get("unique"));
    assertNear(directions.cosines(), expected.get("cosines"));
    assertNear(layer.score().cosines(), expected.get("cosines"));
    assertNear(directions.topShares(), expected.get("top_shares"));
    for (int k = 0; k < 4; k++) {
      assertNear(
          layer.calibration().massiveShare(directions.unit()[k]),
          expected.get("massive_share").get(k));
    }
  }

  @ParameterizedTest
  @CsvSource({"0,0", "0,1", "1,0"})
  void nuisancesAgree(int model, int l) {
    Layer layer = MODELS[model][l];
    JsonNode expected = layer.expected();
    List<float[]> base = List.of(layer.states().base());
    double[] slope = Nuisance.lengthSlope(base, Golden.vector(expected.get("lengths")));
    double[] gap = Nuisance.difference(every(base, 0), every(base, 1));

    assertNear(slope, expected.get("slope"));
    assertNear(gap, expected.get("gap"));
    assertNear(
        Nuisance.clean(Golden.vector(expected.get("unit").get(0)), new double[][] {slope, gap}),
        expected.get("clean"));
  }

  private static List<float[]> every(List<float[]> states, int odd) {
    return IntStream.range(0, states.size())
        .filter(i -> i % 2 == odd)
        .mapToObj(states::get)
        .toList();
  }

  @ParameterizedTest
  @CsvSource({"0,0", "0,1", "0,2", "1,0", "1,1", "1,2"})
  void whiteningAgrees(int model, int l) {
    Layer layer = MODELS[model][l];
    LayerStates states = layer.states();
    JsonNode expected = layer.expected();
    List<List<float[]>> conditions = List.of(List.of(states.plus()[0]), List.of(states.minus()[0]));
    Whitening whitening = Whitening.of(conditions, Shrinkage.OAS);

    assertNear(whitening.shrinkage(), expected.get("oas"));
    assertNear(
        Whitening.of(conditions, Shrinkage.LEDOIT_WOLF).shrinkage(), expected.get("ledoit_wolf"));
    assertNear(
        whitening.apply(Golden.vector(expected.get("unit").get(0))), expected.get("whitened"));
    for (Shrinkage method : Shrinkage.values()) {
      for (int k = 0; k < 4; k++) {
        WhitenedDetection.Found found =
            WhitenedDetection.of(
                new float[][][] {states.plus()[k], states.minus()[k]},
                layer.calibration(),
                FOLDS,
                CLUSTERS.observed(),
                method);
        assertNear(
            found.auc().value(),
            expected.get("whitened_auc").get(method == Shrinkage.OAS ? 0 : 1).get(k));
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"0,0", "0,1", "0,2", "1,0", "1,1", "1,2"})
  void scoresAndTheirIntervalsAgree(int model, int l) {
    for (StyleScore score : MODELS[model][l].score().styles()) {
      JsonNode expected = MODELS[model][l].expected().get("styles").get(score.style().index());

      assertNear(score.percent(), expected.get("percents").get(4));
      for (int c = 0; c < 4; c++) {
        assertNear(score.byCategory().get(c), expected.get("percents").get(c));
      }
      assertNear(score.meanRange(), expected.get("mean_range"));
      assertNear(score.perPrompt(), expected.get("per_prompt"));
      assertNear(score.shift(), expected.get("shift"));
      assertNear(score.range(), expected.get("range"));
      assertNear(score.discriminability(), expected.get("d_prime"));
      assertNear(score.amplitude(), expected.get("amplitude"));
      assertNear(
          new double[] {
            score.detection().value(), score.detection().low(), score.detection().high()
          },
          expected.get("auc"));
      assertNear(score.reliability(), expected.get("rho"));
      assertNear(score.strengths(), expected.get("strengths"));
      assertNear(score.draws(), expected.get("draws"));
      assertNear(score.jackknife(), expected.get("jackknife"));
    }
  }

  @ParameterizedTest
  @CsvSource({"0,0", "0,1", "0,2", "1,0", "1,1", "1,2"})
  void standingsAgree(int model, int l) {
    Layer layer = MODELS[model][l];
    double[][] draws = Arrays.copyOf(ESTIMATOR.draws().weights(), 10);

    assertNear(
        Standings.of(layer.gram(), FOLDS, CLUSTERS.observed()), layer.expected().get("standings"));
    assertNear(
        Standings.means(layer.gram(), FOLDS, CLUSTERS, draws),
        layer.expected().get("standing_draws"));
  }

  @Test
  void scoresByTheDirectionsOfOtherPromptsAgree() {
    JsonNode expected = Golden.ALL.get("across");
    Layer layer = MODELS[0][2];
    int[] train = Golden.ints(expected.get("train"));
    int[] rows = Golden.ints(expected.get("rows"));
    int[] rowFolds = Golden.ints(expected.get("row_folds"));
    LayerStates states = layer.states();
    StyleGram gram =
        StyleGram.across(
            new float[][][] {
              pick(states.base(), rows), pick(states.plus()[1], rows), pick(states.minus()[1], rows)
            },
            new float[][][] {pick(states.plus()[1], train), pick(states.minus()[1], train)},
            layer.calibration());
    Folds folds = new Folds(5, Arrays.stream(train).map(p -> FOLDS.of()[p]).toArray());

    CrossFit fit = CrossFit.of(gram, folds, rowFolds, Golden.vector(expected.get("weights")));

    assertNear(fit.low(), expected.get("low"));
    assertNear(fit.shift(), expected.get("shift"));
    assertNear(fit.range(), expected.get("range"));
    assertNear(fit.auc(rowFolds).value(), expected.get("auc"));
  }

  private static float[][] pick(float[][] states, int[] rows) {
    return Arrays.stream(rows).mapToObj(p -> states[p]).toArray(float[][]::new);
  }

  @Test
  void wordingsAgree() {
    LayerStates states = MODELS[0][2].states();
    Wordings wordings =
        Wordings.of(
            states.base(),
            Arrays.copyOf(states.plus(), 3),
            Arrays.copyOf(states.minus(), 3),
            MODELS[0][2].calibration(),
            CLUSTERS);
    assertNear(wordings.auc(), Golden.ALL.get("wordings").get("auc"));
    assertNear(wordings.percent(), Golden.ALL.get("wordings").get("percent"));
  }

  @Test
  void transferToFurtherWordingsAgrees() {
    JsonNode expected = Golden.ALL.get("transfer");
    int[] rows = Golden.ints(expected.get("rows"));
    WordingTransfer found =
        WordingTransfer.mean(
            List.of(transfer(MODELS[0][1].states(), rows), transfer(MODELS[0][2].states(), rows)));

    for (int w = 0; w < 2; w++) {
      assertNear(found.plus()[w], expected.get("plus").get(w));
      assertNear(found.minus()[w], expected.get("minus").get(w));
    }
    assertNear(found.auc(), expected.get("auc"));
  }

  private static WordingTransfer transfer(LayerStates states, int[] rows) {
    return WordingTransfer.of(
        WordingTransfer.Training.of(
            states.plus()[0], states.minus()[0], FOLDS, CLUSTERS.observed()),
        picked(states.plus(), rows),
        picked(states.minus(), rows),
        Arrays.stream(rows).map(p -> FOLDS.of()[p]).toArray());
  }

  private static float[][][] picked(float[][][] styles, int[] rows) {
    return IntStream.range(0, 3).mapToObj(k -> pick(styles[k], rows)).toArray(float[][][]::new);
  }

  @Test
  void aPlantedShiftIsMeasured() {
    LayerStates states = MODELS[0][2].states();
    double ratio =
        Injection.recovery(
            new float[][][] {states.base(), states.plus()[0], states.minus()[0]},
            MODELS[0][2].gram().styles()[0],
            FOLDS,
            CLUSTERS.observed(),
            3);
    assertThat(ratio).isCloseTo(1, org.assertj.core.api.Assertions.within(1e-5));
  }
}
