package io.stateprint.drift;

import java.io.Serializable;
import org.apache.commons.math3.stat.StatUtils;

/**
 * Evidence against "nothing changed" after each look of a series: a martingale that starts at 1
 * when nothing changed, so that it ever reaches 1 / alpha with probability alpha at most, however
 * often one looks (Ville 1939).
 *
 * @param logEvidence natural logarithm after each look, (looks)
 */
public record EProcess(double[] logEvidence) implements Serializable {
  /** The scale of the mixture, in variances of a look. */
  public static final double TAU_SQUARED = 1;

  /**
   * The normal mixture of Robbins (1970): E_t = exp(tau2 S_t^2 / (2 (1 + t tau2))) / sqrt(1 + t
   * tau2). Right only for independent standard normal looks, that is, a reference known without
   * error.
   *
   * @param z looks
   */
  public static EProcess known(double[] z) {
    double[] log = new double[z.length];
    double sum = 0;
    for (int t = 0; t < z.length; t++) {
      sum += z[t];
      double scale = 1 + (t + 1) * TAU_SQUARED;
      log[t] = TAU_SQUARED * sum * sum / (2 * scale) - Math.log(scale) / 2;
    }
    return new EProcess(log);
  }

  /**
   * The same with a reference whose mean and spread are estimates: the Bayes factor of a shift of
   * N(0, tau2) standard deviations since the reference, with right Haar priors on mean and spread,
   * which is anytime valid whatever they are (Hendriksen, de Heide and Grunwald 2021, Bayesian
   * Analysis 16:961). With w = R t / (R + t), Q the sum of squares of all runs about their mean and
   * C the sum of the looks' deviations from it: E_t = (1 + tau2 w)^(-1/2) (1 - tau2 C^2 / ((1 +
   * tau2 w) Q))^(-(R + t - 1) / 2). It becomes {@link #known} as R grows.
   *
   * @param reference its runs
   * @param series scores of the looks
   */
  public static EProcess since(ReferenceRuns reference, double[] series) {
    double runs = reference.scores().length;
    double[] looks = reference.plain(series);
    double squares = StatUtils.sumSq(reference.plain(reference.scores()));
    double sum = 0;
    double[] log = new double[looks.length];
    for (int t = 0; t < looks.length; t++) {
      sum += looks[t];
      squares += looks[t] * looks[t];
      double count = runs + t + 1;
      double scale = 1 + TAU_SQUARED * runs * (t + 1) / count;
      double about = squares - sum * sum / count;
      double off = sum * runs / count;
      log[t] =
          -Math.log(scale) / 2
              - (count - 1) / 2 * Math.log1p(-TAU_SQUARED * off * off / (scale * about));
    }
    return new EProcess(log);
  }

  /** The first look at which it reaches 1 / alpha; -1 where it does not. */
  public int alarm(double alpha) {
    for (int t = 0; t < logEvidence.length; t++) {
      if (logEvidence[t] >= -Math.log(alpha)) {
        return t;
      }
    }
    return -1;
  }
}
