package io.stateprint.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.stateprint.direction.Shrinkage;
import io.stateprint.direction.Whitening;
import io.stateprint.inference.Clusters;
import io.stateprint.inference.Folds;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The whitened direction that is made among inner products, against the inverse of the covariance
 * applied to the difference of means, which NumPy holds ({@link GoldenTest}).
 */
class WhitenedDirectionTest {
  private static final Synthetic WORLD =
      new Synthetic(Synthetic.bank(10, 1), 48, 4, new double[] {0.6, 0.3, 0.45, 0.2}, 1);

  @ParameterizedTest
  @EnumSource(Shrinkage.class)
  void isTheInverseOfTheCovarianceTimesTheDifference(Shrinkage method) {
    LayerStates states = WORLD.states();
    Clusters clusters = Clusters.of(Synthetic.bank(10, 1));
    for (int k = 0; k < states.plus().length; k++) {
      float[] found =
          WhitenedDetection.of(
                  new float[][][] {states.plus()[k], states.minus()[k]},
                  WORLD.calibration(),
                  Folds.five(clusters),
                  clusters.observed(),
                  method)
              .direction();
      double[] expected =
          Whitening.of(List.of(List.of(states.plus()[k]), List.of(states.minus()[k])), method)
              .apply(difference(states, k, clusters.observed()));
      double length = Math.sqrt(square(expected));

      for (int d = 0; d < found.length; d++) {
        assertThat((double) found[d]).isCloseTo(expected[d] / length, within(1e-6));
      }
    }
  }

  private static double[] difference(LayerStates states, int k, double[] weights) {
    double[] out = new double[states.width()];
    for (int p = 0; p < weights.length; p++) {
      for (int d = 0; d < out.length; d++) {
        out[d] += weights[p] * ((double) states.plus()[k][p][d] - states.minus()[k][p][d]);
      }
    }
    return out;
  }

  private static double square(double[] vector) {
    double sum = 0;
    for (double value : vector) {
      sum += value * value;
    }
    return sum;
  }
}
