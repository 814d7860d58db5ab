package io.stateprint.validity;

/**
 * How well a ranking of models would hold with other prompts and other variants of them (V6): the
 * coefficient E rho^2 of a design models x prompts x variants, all crossed, variants being
 * paraphrases or templates (Brennan 2001, Generalizability Theory, chapter 4).
 */
public final class Generalisability {
  private static final int MODELS = 4;

  private final double[][][] y;
  private final double[] model;
  private final double[][] byPrompt;
  private final double[][] byVariant;
  private final double[][] cell;

  private Generalisability(double[][][] y) {
    this.y = y;
    this.model = new double[y.length];
    this.byPrompt = new double[y.length][y[0].length];
    this.byVariant = new double[y.length][y[0][0].length];
    this.cell = new double[y[0].length][y[0][0].length];
  }

  /**
   * The coefficient, in 0..1; variance components below 0 count as 0. NaN for fewer than four
   * models, or fewer than two prompts or variants.
   *
   * @param scores (models, prompts, variants)
   */
  public static double of(double[][][] scores) {
    int prompts = scores[0].length;
    int variants = scores[0][0].length;
    if (scores.length < MODELS || prompts < 2 || variants < 2) {
      return Double.NaN;
    }
    double[] squares = new Generalisability(scores).meanSquares();
    double cells = (double) prompts * variants;
    double rest = squares[3];
    double error =
        Math.max(0, (squares[1] - rest) / variants) / prompts
            + Math.max(0, (squares[2] - rest) / prompts) / variants
            + rest / cells;
    double own = Math.max(0, (squares[0] - squares[1] - squares[2] + rest) / cells);
    return own / (own + error);
  }

  /** Mean squares of models, models x prompts, models x variants, and the rest. */
  private double[] meanSquares() {
    int n = y.length;
    int p = cell.length;
    int v = cell[0].length;
    centre();
    double[] sums = new double[4];
    for (int i = 0; i < n; i++) {
      sums[0] += model[i] * model[i] * p * v / (n - 1);
      for (int j = 0; j < p; j++) {
        double one = byPrompt[i][j] - model[i];
        sums[1] += one * one * v / ((n - 1.0) * (p - 1));
        for (int k = 0; k < v; k++) {
          double other = byVariant[i][k] - model[i];
          double left = y[i][j][k] - cell[j][k] - byPrompt[i][j] - byVariant[i][k] + model[i];
          sums[2] += other * other / ((n - 1.0) * (v - 1));
          sums[3] += left * left / ((n - 1.0) * (p - 1) * (v - 1));
        }
      }
    }
    return sums;
  }

  /** Means of the models' own part of the scores: what is above the mean of the cell. */
  private void centre() {
    int p = cell.length;
    int v = cell[0].length;
    for (int j = 0; j < p; j++) {
      for (int k = 0; k < v; k++) {
        for (double[][] one : y) {
          cell[j][k] += one[j][k] / y.length;
        }
        for (int i = 0; i < y.length; i++) {
          double own = y[i][j][k] - cell[j][k];
          model[i] += own / p / v;
          byPrompt[i][j] += own / v;
          byVariant[i][k] += own / p;
        }
      }
    }
  }
}
