package io.stateprint.geometry;

import io.stateprint.evidence.TooFewException;
import io.stateprint.evidence.TopicDraws;

/**
 * Centred kernel alignment of two Gram matrices (Kornblith et al. 2019, arXiv 1905.00414) with the
 * unbiased estimate of HSIC (Song et al. 2012, JMLR 13:1393): near 0 for unrelated layouts at any
 * width, below 0 by chance. The biased form nears 1 for unrelated layouts of many dimensions.
 */
public final class Cka {
  private Cka() {}

  /** Debiased linear CKA of two Gram matrices over the same prompts, (n, n) each. */
  public static double debiased(double[][] k, double[][] l) {
    int[] all = TopicDraws.observed(k.length);
    return debiased(k, l, all, all);
  }

  /**
   * Debiased CKA of some prompts, paired as given.
   *
   * @param rows of the first matrix, (any)
   * @param partners of the second, as many
   */
  static double debiased(double[][] k, double[][] l, int[] rows, int[] partners) {
    return hsic(k, l, rows, partners)
        / Math.sqrt(hsic(k, k, rows, rows) * hsic(l, l, partners, partners));
  }

  /**
   * HSIC_1 with diagonals left out: [tr KL + 1'K1 1'L1 / ((n-1)(n-2)) - 2/(n-2) 1'KL1] / (n(n-3)).
   */
  static double hsic(double[][] k, double[][] l, int[] rows, int[] partners) {
    int n = rows.length;
    TooFewException.require("compare layouts", "prompts", n, Gram.LEAST_PROMPTS);
    double trace = 0;
    double sumK = 0;
    double sumL = 0;
    double across = 0;
    for (int i = 0; i < n; i++) {
      double rowK = 0;
      double rowL = 0;
      double[] ki = k[rows[i]];
      double[] li = l[partners[i]];
      for (int j = 0; j < n; j++) {
        double a = i == j ? 0 : ki[rows[j]];
        double b = i == j ? 0 : li[partners[j]];
        trace += a * b;
        rowK += a;
        rowL += b;
      }
      sumK += rowK;
      sumL += rowL;
      across += rowK * rowL;
    }
    double m = n;
    return (trace + sumK * sumL / ((m - 1) * (m - 2)) - 2 / (m - 2) * across) / (m * (m - 3));
  }

  /** The usual, biased CKA, printed beside the debiased one to show what width alone does. */
  public static double biased(double[][] k, double[][] l) {
    double[][] a = centred(k);
    double[][] b = centred(l);
    return product(a, b) / Math.sqrt(product(a, a) * product(b, b));
  }

  private static double product(double[][] a, double[][] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += Gram.dot(a[i], b[i]);
    }
    return sum;
  }

  private static double[][] centred(double[][] gram) {
    int n = gram.length;
    double[] mean = new double[n];
    double grand = 0;
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        mean[i] += gram[i][j] / n;
      }
      grand += mean[i] / n;
    }
    double[][] out = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        out[i][j] = gram[i][j] - mean[i] - mean[j] + grand;
      }
    }
    return out;
  }
}
