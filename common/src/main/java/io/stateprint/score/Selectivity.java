package io.stateprint.score;

import io.stateprint.inference.Folds;
import io.stateprint.inference.TopicSigns;
import java.util.Arrays;
import org.apache.commons.math3.stat.StatUtils;

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
    return StatUtils.mean(under(gram, folds, weights, labels.signs()));
  }

  /**
   * AUC on unseen topics under each of some labellings.
   *
   * @param signs 1 where plus is plus, -1 where the two are swapped, (N, P)
   * @return (N)
   */
  public static double[] under(StyleGram gram, Folds folds, double[] weights, double[][] signs) {
    return Arrays.stream(signs).mapToDouble(one -> one(gram, folds, weights, one)).toArray();
  }

  private static double one(StyleGram gram, Folds folds, double[] weights, double[] signs) {
    CrossFit fit = CrossFit.of(gram, folds, PermutationNull.times(weights, signs));
    double[] high = fit.high();
    double[] plus = new double[high.length];
    double[] minus = new double[high.length];
    for (int p = 0; p < high.length; p++) {
      plus[p] = signs[p] > 0 ? high[p] : fit.low()[p];
      minus[p] = signs[p] > 0 ? fit.low()[p] : high[p];
    }
    return CrossFit.auc(minus, plus, folds.of()).value();
  }
}
