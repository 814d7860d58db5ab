package io.stateprint.constancy;

import io.stateprint.evidence.TooFewException;
import java.io.Serializable;
import org.apache.commons.math3.special.Gamma;

/**
 * How much the category tells of the style that dominates a prompt: normalised mutual information
 * less its mean under permutation. The mean over all permutations is exact (Vinh, Epps and Bailey
 * 2010, JMLR 11:2837), so none is drawn.
 *
 * @param information mutual information over the mean of the two entropies, in [0, 1]
 * @param expected its mean over all permutations
 */
public record StyleChoice(double information, double expected) implements Serializable {
  /**
   * Measures it.
   *
   * @param category of each prompt, 0 to C - 1, (P)
   * @param dominant style of each prompt, 0 to K - 1, (P)
   */
  public static StyleChoice of(int[] category, int[] dominant) {
    TooFewException.require("relate style to category", "prompts", category.length, 2);
    double[][] table = new double[1 + largest(category)][1 + largest(dominant)];
    for (int p = 0; p < category.length; p++) {
      table[category[p]][dominant[p]]++;
    }
    double[] rows = new double[table.length];
    double[] columns = new double[table[0].length];
    double mutual = 0;
    for (int c = 0; c < rows.length; c++) {
      for (int k = 0; k < columns.length; k++) {
        rows[c] += table[c][k];
        columns[k] += table[c][k];
      }
    }
    double total = category.length;
    for (int c = 0; c < rows.length; c++) {
      for (int k = 0; k < columns.length; k++) {
        mutual += term(table[c][k], rows[c], columns[k], total);
      }
    }
    double entropy = (entropy(rows, total) + entropy(columns, total)) / 2;
    return entropy == 0
        ? new StyleChoice(0, 0)
        : new StyleChoice(mutual / entropy, expected(rows, columns, total) / entropy);
  }

  /** What is beyond chance; about 0 where style does not follow the category. */
  public double beyondChance() {
    return information - expected;
  }

  private static double term(double cell, double row, double column, double total) {
    return cell == 0 ? 0 : cell / total * Math.log(total * cell / (row * column));
  }

  /** Each cell is hypergeometric. */
  private static double expected(double[] rows, double[] columns, double total) {
    double sum = 0;
    for (double row : rows) {
      for (double column : columns) {
        for (double cell = Math.max(1, row + column - total);
            cell <= Math.min(row, column);
            cell++) {
          double log =
              choose(row, cell) + choose(total - row, column - cell) - choose(total, column);
          sum += Math.exp(log) * term(cell, row, column, total);
        }
      }
    }
    return sum;
  }

  private static double choose(double from, double some) {
    return Gamma.logGamma(from + 1) - Gamma.logGamma(some + 1) - Gamma.logGamma(from - some + 1);
  }

  private static double entropy(double[] counts, double total) {
    double sum = 0;
    for (double count : counts) {
      sum -= count == 0 ? 0 : count / total * Math.log(count / total);
    }
    return sum;
  }

  private static int largest(int[] values) {
    int largest = 0;
    for (int value : values) {
      largest = Math.max(largest, value);
    }
    return largest;
  }
}
