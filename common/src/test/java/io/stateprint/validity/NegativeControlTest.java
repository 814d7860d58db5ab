package io.stateprint.validity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.stateprint.inference.Folds;
import io.stateprint.score.CrossFit;
import io.stateprint.score.LayerStates;
import io.stateprint.score.Selectivity;
import io.stateprint.score.StyleGram;
import io.stateprint.score.Synthetic;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Directions and styles that mean nothing, in spaces so narrow that one of them detects a lot. */
class NegativeControlTest {
  private static final double[] LEAN = {0.6, 0.3, 0.45, 0.2};
  private static final int WORLDS = 100;

  @Test
  void randomDirectionsOfASoundStylePassAtAnyWidth() {
    for (int width : new int[] {16, 64, 256}) {
      double[] means = new double[WORLDS];
      int red = 0;
      for (int seed = 0; seed < WORLDS; seed++) {
        double[] aucs = aucs(width, seed);
        NegativeControl control = NegativeControl.of(new double[][] {aucs});
        red += Evidence.control(control, none()).colour() == Colour.RED ? 1 : 0;
        means[seed] = control.auc();
      }
      assertThat(Arrays.stream(means).average().orElseThrow()).isCloseTo(0.5, within(0.01));
      assertThat(red).describedAs("width %d", width).isLessThanOrEqualTo(1);
    }
  }

  @Test
  void directionsThatAreTurnedTowardsTheirStyleAreCaught() {
    int red = 0;
    for (int seed = 0; seed < WORLDS; seed++) {
      double[] turned = Arrays.stream(aucs(16, seed)).map(a -> Math.max(a, 1 - a)).toArray();
      red +=
          Evidence.control(NegativeControl.of(new double[][] {turned}), none()).colour()
                  == Colour.RED
              ? 1
              : 0;
    }
    assertThat(red).isGreaterThan(95);
  }

  @Test
  void stylesThatIdsDealAreNotDetectedUnlessTopicsAreSplit() {
    Synthetic world = new Synthetic(Synthetic.bank(6, 4), 256, 8, LEAN, 3);
    LayerStates states = world.states();
    for (float[][] own : new float[][][] {states.plus()[0], states.minus()[0]}) {
      for (int p = 0; p < own.length; p++) {
        own[p] = own[p - p % 4];
      }
    }
    StyleGram gram =
        StyleGram.of(states.base(), states.plus()[0], states.minus()[0], world.calibration());
    double[][] signs = DealtStyles.signs(96, DealtStyles.USUAL, 1);
    double[][] byTopic = signs.clone();
    Arrays.setAll(byTopic, n -> IntStream.range(0, 96).mapToDouble(p -> signs[n][p / 4]).toArray());
    double[] weights = world.clusters().observed();

    double[] sound = Selectivity.under(gram, world.folds(), weights, byTopic);
    double[] split =
        Selectivity.under(
            gram,
            new Folds(5, IntStream.range(0, 96).map(p -> p * 7 % 5).toArray()),
            weights,
            byTopic);

    assertThat(CrossFit.of(gram, world.folds(), weights).auc(world.folds().of()).value())
        .isGreaterThan(0.9);
    assertThat(control(sound).colour()).isEqualTo(Colour.GREEN);
    assertThat(NegativeControl.of(new double[][] {sound}).auc()).isBetween(0.45, 0.55);
    assertThat(control(split).colour()).isEqualTo(Colour.RED);
  }

  @Test
  void theFirstDealIsOddAgainstEven() {
    assertThat(DealtStyles.signs(4, 2, 1)[0]).containsExactly(1, -1, 1, -1);
    assertThat(DealtStyles.signs(100, 2, 1)[1]).isNotEqualTo(DealtStyles.signs(100, 2, 1)[0]);
  }

  private static ValidityTest control(double[] aucs) {
    return Evidence.control(none(), NegativeControl.of(new double[][] {aucs}));
  }

  private static NegativeControl none() {
    return new NegativeControl(0.5, 0);
  }

  private static double[] aucs(int width, int seed) {
    LayerStates states = new Synthetic(Synthetic.bank(25, 1), width, 8, LEAN, seed).states();
    return RandomDirections.aucs(
        states.plus()[0],
        states.minus()[0],
        RandomDirections.gaussian(RandomDirections.USUAL, width, new int[0], seed));
  }
}
