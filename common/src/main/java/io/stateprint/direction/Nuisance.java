package io.stateprint.direction;

import io.stateprint.storage.InputException;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.SingularValueDecomposition;

/**
 * Directions along which states move for reasons other than style, and what is left of a direction
 * without them: v - U (U'U)^-1 U'v.
 */
public final class Nuisance {
  private Nuisance() {}

  /**
   * The mean of one group of states less that of another, such as two languages or templates, (D).
   *
   * @throws InputException where a group is empty
   */
  public static double[] difference(List<float[]> one, List<float[]> other) {
    if (one.isEmpty() || other.isEmpty()) {
      throw new InputException(
          "Cannot take a nuisance direction: groups of %d and %d states"
              .formatted(one.size(), other.size()));
    }
    return Vectors.difference(Vectors.mean(one), Vectors.mean(other), new int[0]);
  }

  /**
   * The slope of states on the length of their texts, by least squares, (D).
   *
   * @param states (n, D)
   * @param lengths in tokens, (n)
   * @throws InputException where all lengths are the same
   */
  public static double[] lengthSlope(List<float[]> states, double[] lengths) {
    double mean =
        IntStream.range(0, lengths.length).mapToDouble(i -> lengths[i]).average().orElse(0);
    double squares = 0;
    double[] slope = new double[states.get(0).length];
    for (int i = 0; i < lengths.length; i++) {
      double off = lengths[i] - mean;
      squares += off * off;
      float[] state = states.get(i);
      for (int d = 0; d < slope.length; d++) {
        slope[d] += off * state[d];
      }
    }
    if (!(squares > 0)) {
      throw new InputException(
          "Cannot take the slope on length: all %d texts have %s tokens"
              .formatted(lengths.length, mean));
    }
    return Vectors.scaled(slope, 1 / squares);
  }

  /**
   * What is left of a direction, not scaled.
   *
   * @param vector (D)
   * @param nuisances U, (q, D); a zero one, or one that the others hold, takes nothing more away
   */
  public static double[] clean(double[] vector, double[][] nuisances) {
    double[][] unit =
        java.util.Arrays.stream(nuisances)
            .filter(u -> Vectors.dot(u, u) > 0)
            .map(u -> Vectors.scaled(u, 1 / Math.sqrt(Vectors.dot(u, u))))
            .toArray(double[][]::new);
    if (unit.length == 0) {
      return vector.clone();
    }
    double[][] products = new double[unit.length][unit.length];
    double[] dots = new double[unit.length];
    for (int i = 0; i < unit.length; i++) {
      dots[i] = Vectors.dot(unit[i], vector);
      for (int j = 0; j < unit.length; j++) {
        products[i][j] = Vectors.dot(unit[i], unit[j]);
      }
    }
    double[] parts =
        new SingularValueDecomposition(new Array2DRowRealMatrix(products, false))
            .getSolver()
            .solve(new ArrayRealVector(dots, false))
            .toArray();
    double[] out = vector.clone();
    for (int i = 0; i < unit.length; i++) {
      for (int d = 0; d < out.length; d++) {
        out[d] -= parts[i] * unit[i][d];
      }
    }
    return out;
  }
}
