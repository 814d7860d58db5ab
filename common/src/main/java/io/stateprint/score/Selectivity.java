package io.stateprint.score;

import io.stateprint.inference.Folds;
import io.stateprint.inference.TopicSigns;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * How much better a direction detects its style than labels dealt at random to topics (a control
 * task, Hewitt and Liang 2019, arXiv 1909.03368): AUC less the mean AUC under random labels.
 */
public final class Selectivity {
  private Selectivity() {}

  /** The difference. */
  public static double of(StyleGram gram, Folds folds, double[] weights, TopicSigns labels) {
    double auc = CrossFit.of(gram, folds, weights).auc(folds.of()).value();
    return auc - random(gram, folds, weights, labels);
  }

  /** Mean AUC under random labels; close to 0.5 unless something leaks. */
  public static double random(StyleGram gram, Folds folds, double[] weights, TopicSigns labels) {
    Relabelled all = Relabelled.of(gram, folds, weights, labels.signs());
    return IntStream.range(0, labels.signs().length)
        .mapToDouble(n -> all.auc(labels.signs()[n], n))
        .average()
        .orElse(Double.NaN);
  }

  /**
   * Projections on the directions of all labels.
   *
   * @param low of the minus state, (P, N), not scaled
   * @param range plus less minus, (P, N), not scaled
   * @param squares squared lengths of the directions without each fold, (F, N)
   */
  private record Relabelled(Folds folds, double[][] low, double[][] range, double[][] squares) {
    static Relabelled of(StyleGram gram, Folds folds, double[] weights, double[][] signs) {
      FoldParts parts = new FoldParts(folds);
      double[][] dealt =
          Arrays.stream(signs)
              .map(row -> PermutationNull.times(weights, row))
              .toArray(double[][]::new);
      double[][] block = LeaveOut.block(dealt, 0, dealt.length);
      double[][] low = new double[weights.length][];
      double[][] range = new double[weights.length][];
      double[][] sorted = parts.sortedRows(block);
      parts.each(
          parts.sorted(gram.low()),
          sorted,
          (p, row) -> low[p] = FoldParts.without(row, folds.of()[p]));
      parts.each(
          parts.sorted(gram.range()),
          sorted,
          (p, row) -> range[p] = FoldParts.without(row, folds.of()[p]));
      return new Relabelled(
          folds, low, range, parts.quadratics(parts.sorted(gram.square()), folds, block));
    }

    double auc(double[] signs, int label) {
      double[] plus = new double[low.length];
      double[] minus = new double[low.length];
      for (int p = 0; p < plus.length; p++) {
        double square = squares[folds.of()[p]][label];
        double length = square > 0 ? Math.sqrt(square) : Double.NaN;
        double lower = low[p][label] / length;
        double upper = lower + range[p][label] / length;
        plus[p] = signs[p] > 0 ? upper : lower;
        minus[p] = signs[p] > 0 ? lower : upper;
      }
      return CrossFit.auc(minus, plus, folds.of()).value();
    }
  }
}
