package io.stateprint.geometry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.stateprint.storage.InputException;
import java.util.SplittableRandom;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.SingularValueDecomposition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrincipalPlaneTest {
  private static final int[] NONE = {};

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void isTheFirstTwoSingularVectorsOfTheCentredStates(long seed) {
    float[][] states = states(30, 12, seed);
    double[][] centred = centred(states);
    SingularValueDecomposition svd =
        new SingularValueDecomposition(new Array2DRowRealMatrix(centred));
    double total = 0;
    for (double value : svd.getSingularValues()) {
      total += value * value;
    }

    PrincipalPlane plane = PrincipalPlane.of(states, NONE, seed);

    double unit = Math.sqrt(total / states.length);
    for (int axis = 0; axis < 2; axis++) {
      double value = svd.getSingularValues()[axis];
      assertThat(plane.explained()[axis]).isCloseTo(value * value / total, within(1e-4));
      double sign = Math.signum(plane.places()[0][axis] * svd.getU().getEntry(0, axis));
      for (int i = 0; i < states.length; i++) {
        assertThat(plane.places()[i][axis])
            .isCloseTo(sign * svd.getU().getEntry(i, axis) * value / unit, within(0.02));
      }
    }
  }

  @Test
  void leavesMassiveDimensionsOut() {
    float[][] states = states(20, 8, 1);
    float[][] massive = states(20, 8, 1);
    for (int i = 0; i < massive.length; i++) {
      massive[i][5] = 1000 * (i % 3);
      states[i][5] = 7;
    }

    double[][] places = PrincipalPlane.of(massive, new int[] {5}, 1).places();
    double[][] without = PrincipalPlane.of(states, NONE, 1).places();
    for (int i = 0; i < places.length; i++) {
      assertThat(places[i]).containsExactly(without[i], within(1e-6));
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.3, 1.9, 3.1, 5.5})
  void turnsAPlaneBackOntoTheOneThatItWasTurnedFrom(double angle) {
    PrincipalPlane plane = PrincipalPlane.of(states(15, 6, 3), NONE, 3);

    for (int mirror : new int[] {1, -1}) {
      double[][] turned = new double[15][2];
      for (int i = 0; i < turned.length; i++) {
        double x = plane.places()[i][0];
        double y = mirror * plane.places()[i][1];
        turned[i][0] = Math.cos(angle) * x - Math.sin(angle) * y;
        turned[i][1] = Math.sin(angle) * x + Math.cos(angle) * y;
      }
      PrincipalPlane back = new PrincipalPlane(turned, plane.explained()).onto(plane);
      for (int i = 0; i < turned.length; i++) {
        assertThat(back.places()[i]).containsExactly(plane.places()[i], within(1e-9));
      }
    }
  }

  @Test
  void statesThatAreAllTheSameStandInTheMiddle() {
    PrincipalPlane plane = PrincipalPlane.of(new float[][] {{1, 2}, {1, 2}, {1, 2}}, NONE, 1);

    assertThat(plane.places()).isDeepEqualTo(new double[3][2]);
    assertThat(plane.onto(plane).places()).isDeepEqualTo(new double[3][2]);
  }

  @Test
  void statesOnALineHaveNoSecondAxis() {
    PrincipalPlane plane =
        PrincipalPlane.of(new float[][] {{0, 0, 0}, {1, 2, 3}, {2, 4, 6}, {5, 10, 15}}, NONE, 1);

    assertThat(plane.explained()[0]).isCloseTo(1, within(1e-6));
    assertThat(plane.explained()[1]).isCloseTo(0, within(1e-6));
  }

  @Test
  void refusesTwoStates() {
    assertThatThrownBy(() -> PrincipalPlane.of(new float[2][4], NONE, 1))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("map states");
  }

  /** Variance falls from dimension to dimension, so that axes are told apart. */
  private static float[][] states(int count, int width, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    float[][] out = new float[count][width];
    for (float[] state : out) {
      for (int d = 0; d < width; d++) {
        state[d] = (float) (3 + random.nextGaussian() * Math.pow(0.6, d) * 5);
      }
    }
    return out;
  }

  private static double[][] centred(float[][] states) {
    double[][] out = new double[states.length][states[0].length];
    for (int d = 0; d < out[0].length; d++) {
      double mean = 0;
      for (float[] state : states) {
        mean += state[d] / (double) states.length;
      }
      for (int i = 0; i < out.length; i++) {
        out[i][d] = states[i][d] - mean;
      }
    }
    return out;
  }
}
