package io.stateprint.score;

import io.stateprint.inference.Folds;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Weighted sums over the columns of each fold, for many sets of weights at once: what is needed of
 * a matrix times weights without a fold is a sum of the parts of the others. One row of parts is
 * held at a time.
 */
final class FoldParts {
  private final int count;
  private final int[] order;
  private final int[] starts;

  /**
   * Sorts the columns by fold.
   *
   * @param folds of the columns
   */
  FoldParts(Folds folds) {
    this.count = folds.count();
    this.order =
        IntStream.range(0, folds.of().length)
            .boxed()
            .sorted(Comparator.comparingInt(p -> folds.of()[p]))
            .mapToInt(p -> p)
            .toArray();
    this.starts = new int[count + 1];
    for (int fold : folds.of()) {
      starts[fold + 1]++;
    }
    for (int f = 0; f < count; f++) {
      starts[f + 1] += starts[f];
    }
  }

  /** What takes the parts of two rows; the arrays are used again. */
  interface Taker {
    /**
     * Takes those of a row.
     *
     * @param row of the matrix
     * @param parts by fold, (F, b)
     */
    void take(int row, double[][] parts);
  }

  /** The columns of a matrix, sorted by fold, (R, P). */
  double[][] sorted(double[][] matrix) {
    return Arrays.stream(matrix)
        .map(row -> IntStream.of(order).mapToDouble(p -> row[p]).toArray())
        .toArray(double[][]::new);
  }

  /** Sets of weights, a prompt a row, sorted by fold, (P, b). */
  double[][] sortedRows(double[][] weights) {
    return IntStream.of(order).mapToObj(p -> weights[p]).toArray(double[][]::new);
  }

  /** An array for the parts of a row, (F, b). */
  double[][] room(double[][] weights) {
    return new double[count][weights[0].length];
  }

  /**
   * Gives the parts of every row.
   *
   * @param matrix sorted by {@link #sorted}
   * @param weights sorted by {@link #sortedRows}
   */
  void each(double[][] matrix, double[][] weights, Taker taker) {
    double[][] one = room(weights);
    double[][] two = room(weights);
    for (int row = 0; row < matrix.length; row += 2) {
      boolean pair = row + 1 < matrix.length;
      double[][] factors =
          pair ? new double[][] {matrix[row], matrix[row + 1]} : new double[][] {matrix[row]};
      parts(factors, weights, one, two);
      taker.take(row, one);
      if (pair) {
        taker.take(row + 1, two);
      }
    }
  }

  /** The parts of one or two rows. */
  void parts(double[][] factors, double[][] weights, double[][] one, double[][] two) {
    Kernel kernel = new Kernel(weights, 0, weights[0].length);
    for (int f = 0; f < count; f++) {
      Arrays.fill(one[f], 0);
      Arrays.fill(two[f], 0);
      kernel.add(
          factors.length == 2 ? new double[][] {one[f], two[f]} : new double[][] {one[f]},
          factors,
          starts[f],
          starts[f + 1]);
    }
  }

  /** The sum of all parts but one, (b). */
  static double[] without(double[][] parts, int fold) {
    double[] out = new double[parts[0].length];
    for (int f = 0; f < parts.length; f++) {
      if (f != fold) {
        add(out, parts[f]);
      }
    }
    return out;
  }

  /** Adds a row. */
  static void add(double[] sum, double[] row) {
    for (int b = 0; b < sum.length; b++) {
      sum[b] += row[b];
    }
  }

  /** Adds products of two rows. */
  static void addProducts(double[] sum, double[] one, double[] other) {
    for (int b = 0; b < sum.length; b++) {
      sum[b] += one[b] * other[b];
    }
  }

  /**
   * Quadratic forms w' M w without each fold: parts between folds first, then sums of those.
   *
   * @param matrix square, sorted
   * @param folds of its rows
   * @param weights as they are, (P, b)
   * @return (F, b)
   */
  double[][] quadratics(double[][] matrix, Folds folds, double[][] weights) {
    Between between = new Between(count, weights[0].length);
    each(
        matrix,
        sortedRows(weights),
        (row, parts) -> between.add(folds.of()[row], weights[row], parts));
    return between.quadratics();
  }

  /** Sums between folds, (F, F, b). */
  static final class Between {
    private final double[][][] sums;

    Between(int folds, int sets) {
      this.sums = new double[folds][folds][sets];
    }

    /** Adds a row of parts of a prompt in a fold. */
    void add(int fold, double[] weights, double[][] parts) {
      for (int g = 0; g < parts.length; g++) {
        addProducts(sums[fold][g], weights, parts[g]);
      }
    }

    /** Sums over folds other than one, on both sides, (F, b). */
    double[][] quadratics() {
      double[][] out = new double[sums.length][sums[0][0].length];
      for (int f = 0; f < out.length; f++) {
        for (int g = 0; g < out.length; g++) {
          for (int h = 0; h < out.length; h++) {
            if (g != f && h != f) {
              FoldParts.add(out[f], sums[g][h]);
            }
          }
        }
      }
      return out;
    }
  }
}
