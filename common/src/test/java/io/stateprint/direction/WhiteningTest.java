package io.stateprint.direction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.stateprint.storage.InputException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WhiteningTest {
  @ParameterizedTest
  @CsvSource({"OAS,1,6,40", "OAS,2,20,15", "LEDOIT_WOLF,3,6,40", "LEDOIT_WOLF,4,30,8"})
  void woodburyIsTheDenseInverse(Shrinkage method, int seed, int each, int width) {
    Random random = new Random(seed);
    List<List<float[]>> conditions =
        List.of(states(random, each, width), states(random, each, width));
    double[] vector = random.doubles(width).toArray();
    Whitening whitening = Whitening.of(conditions, method);

    double[] expected = dense(conditions, whitening.shrinkage(), vector);

    double[] actual = whitening.apply(vector);
    for (int d = 0; d < width; d++) {
      assertThat(actual[d]).isCloseTo(expected[d], within(1e-10 * (1 + Math.abs(expected[d]))));
    }
    assertThat(whitening.shrinkage()).isBetween(0.0, 1.0);
  }

  @Test
  void refusesStatesThatAreAllAlike() {
    List<float[]> same = List.of(new float[] {1, 2}, new float[] {1, 2});
    assertThatThrownBy(() -> Whitening.of(List.of(same, same), Shrinkage.OAS))
        .isInstanceOf(InputException.class)
        .hasMessage("Cannot whiten a layer: 4 states in 2 conditions have no spread");
  }

  @Test
  void whatIsCleanedHasNothingLeftOfTheNuisances() {
    Random random = new Random(6);
    double[] vector = random.doubles(10).toArray();
    double[] one = random.doubles(10).toArray();
    double[] other = random.doubles(10).toArray();
    double[][] nuisances = {one, other, Vectors.scaled(one, 3), new double[10]};
    double[] clean = Nuisance.clean(vector, nuisances);
    assertThat(Vectors.dot(clean, one)).isCloseTo(0, within(1e-10));
    assertThat(Vectors.dot(clean, other)).isCloseTo(0, within(1e-10));
    assertThatThrownBy(() -> Nuisance.lengthSlope(states(random, 3, 2), new double[] {4, 4, 4}))
        .isInstanceOf(InputException.class)
        .hasMessage("Cannot take the slope on length: all 3 texts have 4.0 tokens");
  }

  private static double[] dense(List<List<float[]>> conditions, double shrinkage, double[] vector) {
    int width = vector.length;
    RealMatrix sum = new Array2DRowRealMatrix(width, width);
    int rows = 0;
    for (List<float[]> states : conditions) {
      double[] mean = Vectors.mean(states);
      for (float[] state : states) {
        double[] row = Vectors.difference(Vectors.wide(state), mean, new int[0]);
        RealMatrix column = MatrixUtils.createColumnRealMatrix(row);
        sum = sum.add(column.multiply(column.transpose()));
        rows++;
      }
    }
    RealMatrix covariance = sum.scalarMultiply(1.0 / (rows - conditions.size()));
    RealMatrix shrunk =
        covariance
            .scalarMultiply(1 - shrinkage)
            .add(
                MatrixUtils.createRealIdentityMatrix(width)
                    .scalarMultiply(shrinkage * covariance.getTrace() / width));
    return new LUDecomposition(shrunk).getSolver().getInverse().operate(vector);
  }

  private static List<float[]> states(Random random, int count, int width) {
    List<float[]> out = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      float[] state = new float[width];
      for (int d = 0; d < width; d++) {
        state[d] = (float) (random.nextGaussian() * (1 + d % 3) + 10);
      }
      out.add(state);
    }
    return out;
  }
}
