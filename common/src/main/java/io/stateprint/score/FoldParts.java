package io.stateprint.score;

import io.stateprint.inference.Folds;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Weighted sums over the columns of each fold, for many sets of weights at once: what is needed of
 * a matrix times weights without a fold is a sum of the parts of the others. The parts of few rows
 * are held at a time.
 */
final class FoldParts {
  /** Rows at a time: their sums of one fold stay in the fastest cache of a core. */
  private static final int ROWS = 8;

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

  /** What takes the parts of a row; the arrays are used again. */
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
    double[][] out = new double[matrix.length][order.length];
    for (int row = 0; row < matrix.length; row++) {
      for (int i = 0; i < order.length; i++) {
        out[row][i] = matrix[row][order[i]];
      }
    }
    return out;
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
   * Gives the parts of every row, in their order.
   *
   * @param matrix sorted by {@link #sorted}
   * @param weights sorted by {@link #sortedRows}
   */
  void each(double[][] matrix, double[][] weights, Taker taker) {
    double[][][] rooms = new double[Math.min(ROWS, matrix.length)][][];
    Arrays.setAll(rooms, i -> room(weights));
    for (int from = 0; from < matrix.length; from += ROWS) {
      double[][] rows = Arrays.copyOfRange(matrix, from, Math.min(matrix.length, from + ROWS));
      parts(rows, weights, rooms);
      for (int i = 0; i < rows.length; i++) {
        taker.take(from + i, rooms[i]);
      }
    }
  }

  /**
   * The parts of some rows; the weights are read once for all of them.
   *
   * @param rows sorted, (R, P)
   * @param weights sorted, (P, b)
   * @param rooms for the parts, (R or more, F, b)
   */
  void parts(double[][] rows, double[][] weights, double[][][] rooms) {
    Kernel kernel = new Kernel(weights, 0, weights[0].length);
    double[][] sums = new double[rows.length][];
    for (int f = 0; f < count; f++) {
      int fold = f;
      Arrays.setAll(sums, i -> rooms[i][fold]);
      for (double[] sum : sums) {
        Arrays.fill(sum, 0);
      }
      kernel.add(sums, rows, starts[f], starts[f + 1]);
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
