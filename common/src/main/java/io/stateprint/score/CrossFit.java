package io.stateprint.score;

import io.stateprint.direction.Auc;
import io.stateprint.inference.Folds;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.apache.commons.math3.stat.StatUtils;

/**
 * Where states lie along a style's direction of unit length that was made from other topics. The
 * unit is that of activations.
 *
 * @param low of the minus state, from the grand mean, (R)
 * @param shift base less minus, N_k(x), (R)
 * @param range plus less minus, R_k(x), (R)
 */
public record CrossFit(double[] low, double[] shift, double[] range) {

  /** Of prompts that are their own training set. */
  public static CrossFit of(StyleGram gram, Folds folds, double[] weights) {
    return of(gram, folds, folds.of(), weights);
  }

  /**
   * Of any rows.
   *
   * @param gram their inner products
   * @param folds of the training prompts
   * @param rowFolds which fold each row must not see, -1 for none, (R)
   * @param weights of the training prompts, (P)
   */
  public static CrossFit of(StyleGram gram, Folds folds, int[] rowFolds, double[] weights) {
    double[][] column = LeaveOut.block(new double[][] {weights}, 0, 1);
    LeaveOut square = LeaveOut.of(gram.square(), folds, column);
    double[] lengths = new double[folds.count() + 1];
    Arrays.setAll(
        lengths, f -> Math.sqrt(square.quadratic(f == folds.count() ? -1 : f, folds, column)[0]));
    LeaveOut range =
        gram.range() == gram.square() ? square : LeaveOut.of(gram.range(), folds, column);
    return new CrossFit(
        along(LeaveOut.of(gram.low(), folds, column), rowFolds, lengths),
        along(LeaveOut.of(gram.shift(), folds, column), rowFolds, lengths),
        along(range, rowFolds, lengths));
  }

  private static double[] along(LeaveOut sums, int[] rowFolds, double[] lengths) {
    return IntStream.range(0, rowFolds.length)
        .mapToDouble(
            i -> {
              double length = lengths[rowFolds[i] < 0 ? lengths.length - 1 : rowFolds[i]];
              return length > 0 ? sums.row(i, rowFolds[i])[0] / length : Double.NaN;
            })
        .toArray();
  }

  /** y under the default, from the grand mean, (R). */
  public double[] base() {
    return IntStream.range(0, low.length).mapToDouble(i -> low[i] + shift[i]).toArray();
  }

  /** y under the amplifying instruction, from the grand mean, (R). */
  public double[] high() {
    return IntStream.range(0, low.length).mapToDouble(i -> low[i] + range[i]).toArray();
  }

  /** The weighted mean of the ranges. */
  public double meanRange(double[] weights) {
    double total = StatUtils.sum(weights);
    return IntStream.range(0, range.length).mapToDouble(i -> weights[i] * range[i]).sum() / total;
  }

  /**
   * 1, or -1 where plus states lie below minus states on topics that the direction has not seen.
   */
  public int sign(double[] weights) {
    return meanRange(weights) < 0 ? -1 : 1;
  }

  /**
   * P: 100 times the weighted mean shift over the weighted mean range; NaN where that is not above
   * 0.
   */
  public double percent(double[] weights) {
    double above = 0;
    double below = 0;
    for (int i = 0; i < range.length; i++) {
      above += weights[i] * shift[i];
      below += weights[i] * range[i];
    }
    return below > 0 ? 100 * above / below : Double.NaN;
  }

  /** d': the mean range over the pooled standard deviation of the plus and minus states. */
  public double discriminability(double[] weights) {
    double spread = (StatUtils.variance(high()) + StatUtils.variance(low)) / 2;
    return meanRange(weights) / Math.sqrt(spread);
  }

  /**
   * How well the direction tells plus from minus states that it has not seen: pairs of the same
   * fold only, for directions of two folds have no common zero. The interval is that of all prompts
   * (Hanley and McNeil 1982).
   *
   * @param rowFolds as in {@link #of}, (R)
   */
  public Auc auc(int[] rowFolds) {
    return auc(low, high(), rowFolds);
  }

  /** The same of any two sets of projections, (R) each. */
  static Auc auc(double[] minus, double[] plus, int[] rowFolds) {
    double wins = 0;
    double pairs = 0;
    for (int fold : IntStream.of(rowFolds).distinct().toArray()) {
      double[] own = select(plus, rowFolds, fold);
      wins += Auc.wins(own, select(minus, rowFolds, fold));
      pairs += (double) own.length * own.length;
    }
    boolean finite =
        Arrays.stream(minus).allMatch(Double::isFinite)
            && Arrays.stream(plus).allMatch(Double::isFinite);
    return Auc.of(finite ? wins / pairs : Double.NaN, minus.length, minus.length);
  }

  private static double[] select(double[] values, int[] rowFolds, int fold) {
    return IntStream.range(0, values.length)
        .filter(i -> rowFolds[i] == fold)
        .mapToDouble(i -> values[i])
        .toArray();
  }
}
