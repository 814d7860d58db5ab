package io.stateprint.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.stateprint.direction.Calibration;
import io.stateprint.inference.Clusters;
import io.stateprint.inference.Folds;
import io.stateprint.inference.TopicSigns;
import io.stateprint.profile.PromptKey;
import io.stateprint.prompts.Style;
import io.stateprint.storage.InputException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What must hold whatever the states. */
class LawsTest {
  private static final double[] LEAN = {0.6, 0.3, 0.45, 0.2};
  private static final List<PromptKey> BANK = Synthetic.bank(6, 2);

  @Test
  void theScoreDoesNotChangeWithScaleRotationAndWidth() {
    Synthetic world = new Synthetic(BANK, 24, 6, LEAN, 3);
    LayerScore plain = score(world, UnaryOperator.identity());
    double[][] rotation = rotation(24);
    LayerScore scaled = score(world, z -> map(24, d -> 8 * z[d]));
    LayerScore wide = score(world, z -> map(40, d -> d < 24 ? z[d] : 5));
    LayerScore turned =
        score(
            world,
            z ->
                map(24, d -> IntStream.range(0, 24).mapToDouble(e -> rotation[d][e] * z[e]).sum()));
    for (Style style : Style.values()) {
      double value = plain.of(style).percent().value();
      assertThat(scaled.of(style).percent().value()).isCloseTo(value, within(1e-9));
      assertThat(wide.of(style).percent().value()).isCloseTo(value, within(1e-9));
      assertThat(turned.of(style).percent().value()).isCloseTo(value, within(1e-3));
      assertThat(turned.of(style).detection().value())
          .isCloseTo(plain.of(style).detection().value(), within(2e-3));
      assertThat(scaled.of(style).discriminability())
          .isCloseTo(plain.of(style).discriminability(), within(1e-9));
      assertThat(scaled.of(style).amplitude()).isCloseTo(plain.of(style).amplitude(), within(1e-9));
    }
  }

  @Test
  void intervalsHoldTheTruthNineteenTimesInTwenty() {
    int seeds = 400;
    int held = 0;
    for (int seed = 0; seed < seeds; seed++) {
      Synthetic world = new Synthetic(Synthetic.bank(12, 1), 16, 6, LEAN, seed);
      StyleScore score =
          ScoreEstimator.of(world.prompts(), 500, seed)
              .score(Style.EMPATHY, world.gram().styles()[0], 1);
      held += score.percent().interval().contains(60) ? 1 : 0;
    }
    assertThat((double) held / seeds).isBetween(0.92, 0.98);
  }

  @Test
  void randomLabelsAreNotDetected() {
    double sum = 0;
    int seeds = 20;
    for (int seed = 0; seed < seeds; seed++) {
      Synthetic world = new Synthetic(BANK, 24, 6, LEAN, seed);
      sum +=
          Selectivity.random(
                  world.gram().styles()[0],
                  world.folds(),
                  world.clusters().observed(),
                  TopicSigns.of(world.clusters(), 10, seed))
              / seeds;
    }
    assertThat(sum).isBetween(0.45, 0.55);
  }

  @Test
  void thePermutationNullKeepsItsLevelAndFindsAnEffect() {
    int seeds = 200;
    int alarms = 0;
    for (int seed = 0; seed < seeds; seed++) {
      Synthetic nothing = new Synthetic(BANK, 16, 0, LEAN, seed);
      double[] p =
          PermutationNull.of(
              List.of(nothing.gram().styles()),
              nothing.folds(),
              nothing.clusters(),
              TopicSigns.of(nothing.clusters(), 199, seed));
      alarms += Arrays.stream(p).anyMatch(value -> value <= 0.05) ? 1 : 0;
    }
    assertThat((double) alarms / seeds).isBetween(0.01, 0.09);
    Synthetic world = new Synthetic(BANK, 16, 6, LEAN, 1);
    assertThat(
            PermutationNull.of(
                List.of(world.gram().styles()),
                world.folds(),
                world.clusters(),
                TopicSigns.of(world.clusters(), 199, 1)))
        .containsOnly(0.005);
  }

  @Test
  void copiesOfAPromptDoNotHelpItsOwnDirection() {
    Synthetic nothing = new Synthetic(Synthetic.bank(5, 4), 64, 0, LEAN, 5);
    LayerStates states = nothing.states();
    for (int p = 0; p < states.prompts(); p++) {
      states.plus()[0][p] = states.plus()[0][p - p % 4];
      states.minus()[0][p] = states.minus()[0][p - p % 4];
    }
    LayerGram gram = LayerGram.of(states, nothing.calibration(), nothing.neutral());
    CrossFit fit = CrossFit.of(gram.styles()[0], nothing.folds(), nothing.clusters().observed());
    assertThat(fit.auc(nothing.folds().of()).value()).isBetween(0.3, 0.7);
  }

  @Test
  void instructionsThatDoNothingGiveNoBandAndNoHeadline() {
    Synthetic nothing = new Synthetic(BANK, 24, 0, LEAN, 9);
    LayerScore layer = ScoreEstimator.of(BANK, 50, 1).score(nothing.gram());
    ReliableBand band = ReliableBand.of(Style.EMPATHY, List.of(layer));
    Headline headline = Headline.of(band, List.of(layer));

    assertThat(band.layers()).isEmpty();
    assertThat(headline.percent().present()).isFalse();
    assertThat(headline.percent().why()).startsWith("no layer is reliable: the largest AUC is 0.");
    assertThat(CategoryContrasts.of(headline, List.of("a", "b")).why()).isEqualTo(band.why());
  }

  @Test
  void identicalModelsDoNotDiffer() {
    Synthetic world = new Synthetic(BANK, 24, 8, LEAN, 11);
    ScoreEstimator estimator = ScoreEstimator.of(BANK, 100, 1);
    List<Headline> headlines = headlines(estimator.score(world.gram()));
    for (StyleComparison one :
        ModelComparison.of(new ModelComparison.Pair(headlines, headlines), estimator.draws())) {
      assertThat(one.difference().value()).isZero();
      assertThat(one.distinguishable()).isFalse();
      assertThat(one.common().value()).isCloseTo(0.5, within(1e-12));
      assertThat(one.hedges()).isZero();
      assertThat(one.amplitudesDiffer()).isFalse();
    }
  }

  @Test
  void threeTimesTheAmplitudeAtTheSamePercentIsSeen() {
    ScoreEstimator estimator = ScoreEstimator.of(BANK, 100, 1);
    Synthetic small = new Synthetic(BANK, 24, 6, LEAN, 11);
    Synthetic large = new Synthetic(BANK, 24, 40, LEAN, 11);
    StyleComparison one =
        ModelComparison.of(
                new ModelComparison.Pair(
                    headlines(estimator.score(large.gram())),
                    headlines(estimator.score(small.gram()))),
                estimator.draws())
            .get(3);
    assertThat(one.distinguishable()).isFalse();
    assertThat(one.swapped().difference().value()).isEqualTo(-one.difference().value());
    assertThat(one.amplitudes() * one.swapped().amplitudes()).isCloseTo(1, within(1e-12));
  }

  @Test
  void refusesStatesThatAreMissingOrNotFinite() {
    Synthetic world = new Synthetic(BANK, 8, 1, LEAN, 1);
    LayerStates states = world.states();
    states.minus()[2][5][1] = Float.NaN;
    assertThatThrownBy(() -> new LayerStates(3, 1, states.base(), states.plus(), states.minus()))
        .isInstanceOf(InputException.class)
        .hasMessage("Cannot score layer 3: the state of prompt 5 under -creativity is not finite");
    float[][][] short1 = states.plus().clone();
    short1[1] = Arrays.copyOf(short1[1], 4);
    assertThatThrownBy(() -> new LayerStates(3, 1, states.base(), short1, states.minus()))
        .isInstanceOf(InputException.class)
        .hasMessage("Cannot score layer 3: 48 prompts under default, 4 under +technicality");
  }

  @Test
  void refusesACalibrationSetOfOneTopic() {
    assertThatThrownBy(() -> Calibration.of(List.of(new float[2]), List.of("weather")))
        .isInstanceOf(InputException.class)
        .hasMessage(
            "Cannot calibrate a layer: the calibration set has topics [weather]; 2 or more are needed");
  }

  @Test
  void twoStylesOnOneDirectionHaveNoStanding() {
    Synthetic world = new Synthetic(BANK, 8, 2, LEAN, 1);
    LayerStates states = world.states();
    states.plus()[1] = states.plus()[0];
    states.minus()[1] = states.minus()[0];
    LayerGram gram = LayerGram.of(states, world.calibration(), world.neutral());
    Clusters clusters = world.clusters();
    LayerScore score = ScoreEstimator.of(BANK, 20, 1).score(gram);
    assertThat(score.entangled(Style.EMPATHY, Style.TECHNICALITY)).isTrue();
    double[][] standings = Standings.of(gram, Folds.five(clusters), clusters.observed());
    Dominance dominance =
        Dominance.of(standings, new double[standings.length][4][1], clusters.freedom());
    assertThat(dominance.style()).isNull();
  }

  private static List<Headline> headlines(LayerScore layer) {
    return Arrays.stream(Style.values())
        .map(style -> new ReliableBand(style, List.of(layer.layer()), ""))
        .map(band -> Headline.of(band, List.of(layer)))
        .toList();
  }

  private static LayerScore score(Synthetic world, UnaryOperator<float[]> change) {
    LayerStates states = world.states();
    LayerStates changed =
        new LayerStates(
            0,
            0.5,
            all(states.base(), change),
            Arrays.stream(states.plus()).map(s -> all(s, change)).toArray(float[][][]::new),
            Arrays.stream(states.minus()).map(s -> all(s, change)).toArray(float[][][]::new));
    float[][] neutral = all(world.neutral(), change);
    List<String> topics = IntStream.range(0, neutral.length).mapToObj(q -> "q" + q).toList();
    Calibration calibration = Calibration.of(List.of(neutral), topics);
    return ScoreEstimator.of(world.prompts(), 50, 1)
        .score(LayerGram.of(changed, calibration, neutral));
  }

  private static float[][] all(float[][] states, UnaryOperator<float[]> change) {
    return Arrays.stream(states).map(change).toArray(float[][]::new);
  }

  private static float[] map(int width, java.util.function.IntToDoubleFunction value) {
    float[] out = new float[width];
    for (int d = 0; d < width; d++) {
      out[d] = (float) value.applyAsDouble(d);
    }
    return out;
  }

  /** An orthogonal matrix, by Gram and Schmidt. */
  private static double[][] rotation(int width) {
    Random random = new Random(4);
    double[][] out = new double[width][width];
    for (int i = 0; i < width; i++) {
      for (int d = 0; d < width; d++) {
        out[i][d] = random.nextGaussian();
      }
      for (int j = 0; j < i; j++) {
        double dot = 0;
        for (int d = 0; d < width; d++) {
          dot += out[i][d] * out[j][d];
        }
        for (int d = 0; d < width; d++) {
          out[i][d] -= dot * out[j][d];
        }
      }
      double length = Math.sqrt(Arrays.stream(out[i]).map(v -> v * v).sum());
      for (int d = 0; d < width; d++) {
        out[i][d] /= length;
      }
    }
    return out;
  }
}
