package io.stateprint.score;

import io.stateprint.inference.Folds;
import java.io.Serializable;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.math3.stat.StatUtils;

/**
 * Where states under further wordings of a style's two instructions lie along directions that were
 * learned from the first wording, on other topics: in percent of the mean range that the same
 * prompts have under the first wording, so that layers can be averaged.
 *
 * @param plus under +k, (W, R)
 * @param minus under -k, (W, R)
 * @param folds which fold the direction of each prompt has not seen, (R)
 */
public record WordingTransfer(double[][] plus, double[][] minus, int[] folds)
    implements Serializable {
  /** Where it cannot be had. */
  public static final WordingTransfer NONE =
      new WordingTransfer(new double[0][], new double[0][], new int[0]);

  private static final double FULL = 100;

  /**
   * The first wording.
   *
   * @param differences of the training prompts, +k less -k, (P, D)
   * @param square of these with each other, (P, P)
   * @param folds of the training prompts
   * @param weights of them, (P)
   */
  public record Training(Columns differences, double[][] square, Folds folds, double[] weights) {
    /** Lays the states of the training prompts out, (P, D) each. */
    public static Training of(float[][] plus, float[][] minus, Folds folds, double[] weights) {
      Columns differences = Columns.differences(plus, minus);
      return new Training(
          differences, differences.times(Rows.difference(plus, minus)), folds, weights);
    }

    private CrossFit along(float[][] plus, float[][] minus, int[] rowFolds) {
      double[][] range = differences.times(Rows.difference(plus, minus));
      StyleGram gram = new StyleGram(differences.times(Rows.plain(minus)), range, range, square);
      return CrossFit.of(gram, folds, rowFolds, weights);
    }
  }

  /**
   * Projects.
   *
   * @param training on the first wording
   * @param plus states of some prompts under +k, wording after wording, the first one first, (1 +
   *     W, R, D)
   * @param minus the same under -k
   * @param rowFolds the fold that each of these prompts must not see, (R)
   * @return nothing where the first wording does not move unseen prompts apart
   */
  public static WordingTransfer of(
      Training training, float[][][] plus, float[][][] minus, int[] rowFolds) {
    double range = StatUtils.mean(training.along(plus[0], minus[0], rowFolds).range());
    if (!(range > 0)) {
      return NONE;
    }
    double[][] above = new double[plus.length - 1][];
    double[][] below = new double[above.length][];
    for (int w = 0; w < above.length; w++) {
      CrossFit fit = training.along(plus[w + 1], minus[w + 1], rowFolds);
      above[w] = percents(fit.high(), range);
      below[w] = percents(fit.low(), range);
    }
    return new WordingTransfer(above, below, rowFolds);
  }

  /**
   * What knows nothing of the instructions: all prompts lie at the same place, and the AUC is 0.5.
   *
   * @param wordings W
   * @param folds of the prompts, (R)
   */
  public static WordingTransfer blind(int wordings, int[] folds) {
    return new WordingTransfer(
        new double[wordings][folds.length], new double[wordings][folds.length], folds);
  }

  private static double[] percents(double[] values, double range) {
    return IntStream.range(0, values.length).mapToDouble(i -> FULL * values[i] / range).toArray();
  }

  /** The mean over layers of the same prompts; nothing where some layer has nothing. */
  public static WordingTransfer mean(List<WordingTransfer> layers) {
    if (layers.isEmpty() || layers.stream().anyMatch(layer -> layer.prompts() == 0)) {
      return NONE;
    }
    WordingTransfer any = layers.get(0);
    double[][] plus = new double[any.plus.length][any.prompts()];
    double[][] minus = new double[any.plus.length][any.prompts()];
    for (WordingTransfer layer : layers) {
      for (int w = 0; w < plus.length; w++) {
        for (int i = 0; i < plus[w].length; i++) {
          plus[w][i] += layer.plus[w][i] / layers.size();
          minus[w][i] += layer.minus[w][i] / layers.size();
        }
      }
    }
    return new WordingTransfer(plus, minus, any.folds);
  }

  /** R; 0 where it cannot be had. */
  public int prompts() {
    return folds.length;
  }

  /**
   * How well the direction tells +k from -k in words that it has not seen, on topics that it has
   * not seen: pairs of one wording and one fold, the mean over wordings; NaN for {@link #NONE}.
   */
  public double auc() {
    return IntStream.range(0, plus.length)
        .mapToDouble(w -> CrossFit.auc(minus[w], plus[w], folds).value())
        .average()
        .orElse(Double.NaN);
  }
}
