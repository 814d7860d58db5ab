package io.stateprint.geometry;

import java.util.Arrays;

/**
 * Representational similarity analysis (Kriegeskorte et al. 2008): Spearman's correlation of two
 * RDMs over the same prompts.
 */
public final class Rsa {
  private Rsa() {}

  /** The correlation over all prompts. */
  public static double of(Rdm a, Rdm b) {
    boolean[] all = new boolean[a.prompts()];
    Arrays.fill(all, true);
    return of(a, b, all);
  }

  /** The correlation over some prompts, ranked anew. */
  static double of(Rdm a, Rdm b, boolean[] kept) {
    boolean[] pairs = pairs(kept);
    double[] x = a.ranks(pairs);
    double[] y = b.ranks(pairs);
    int n = kept.length;
    Moments moments = new Moments();
    for (int pair = 0; pair < n * (n - 1) / 2; pair++) {
      if (pairs[pair]) {
        moments.add(x[pair], y[pair]);
      }
    }
    return moments.correlation();
  }

  /** The correlation of ranks when prompt i of the first is paired with partners[i]. */
  static double permuted(double[] ranksA, double[] ranksB, int[] partners) {
    int n = partners.length;
    Moments moments = new Moments();
    int pair = 0;
    for (int i = 0; i < n; i++) {
      for (int j = i + 1; j < n; j++) {
        int one = Math.min(partners[i], partners[j]);
        int two = Math.max(partners[i], partners[j]);
        moments.add(ranksA[pair++], ranksB[Rdm.pair(n, one, two)]);
      }
    }
    return moments.correlation();
  }

  private static boolean[] pairs(boolean[] kept) {
    int n = kept.length;
    boolean[] out = new boolean[n * (n - 1) / 2];
    int pair = 0;
    for (int i = 0; i < n; i++) {
      for (int j = i + 1; j < n; j++) {
        out[pair++] = kept[i] && kept[j];
      }
    }
    return out;
  }

  /** Sums of ranks: whole and half numbers, so nothing is lost. */
  private static final class Moments {
    private double count;
    private double x;
    private double y;
    private double xx;
    private double yy;
    private double xy;

    void add(double a, double b) {
      count++;
      x += a;
      y += b;
      xx += a * a;
      yy += b * b;
      xy += a * b;
    }

    double correlation() {
      return (xy - x * y / count) / Math.sqrt((xx - x * x / count) * (yy - y * y / count));
    }
  }
}
